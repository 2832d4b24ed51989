// A calendar as other people write them, on ical.js: reads invitations from standard input, in the order in which they
// arrived, and says what stands in it after each. By RFC 5546 a UID is one entry, and a lower SEQUENCE changes nothing.
import { readFileSync } from "node:fs";
import ICAL from "../../frontend/node_modules/ical.js/dist/ical.js";

const calendar = new Map();
const afterEach = JSON.parse(readFileSync(0, "utf8")).map((text) => {
  const component = new ICAL.Component(ICAL.parse(text));
  for (const zone of component.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  const method = component.getFirstPropertyValue("method");
  for (const one of component.getAllSubcomponents("vevent")) {
    const event = new ICAL.Event(one);
    const known = calendar.get(event.uid);
    if (known !== undefined && known.sequence > event.sequence) continue;
    const attendee = one.getFirstProperty("attendee");
    calendar.set(event.uid, {
      method,
      uid: event.uid,
      sequence: event.sequence,
      summary: event.summary,
      location: event.location,
      status: one.getFirstPropertyValue("status"),
      start: event.startDate.toJSDate().toISOString(),
      end: event.endDate.toJSDate().toISOString(),
      wall: event.startDate.toString(),
      zone: event.startDate.zone.tzid,
      organizer: one.getFirstPropertyValue("organizer"),
      attendee: attendee === null ? null : attendee.getFirstValue(),
      partstat: attendee === null ? null : attendee.getParameter("partstat"),
      rsvp: attendee === null ? null : attendee.getParameter("rsvp"),
      names: one.getAllProperties().map((property) => property.name),
    });
  }
  return [...calendar.values()];
});
process.stdout.write(JSON.stringify(afterEach));

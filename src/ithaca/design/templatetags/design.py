"""The components of Ithaca's pages. They are builtins: no {% load %} is needed.

Pages extend "base.html" (blocks: title, main, aside, breadcrumbs, head) or "base_narrow.html" (one column, for forms).
Within {% block main %} children are spaced by the page; write <div class="stack"> (or stack--tight, stack--loose) to
group. Layout classes: grid (cards), grid--two, grid--small, stats, row, row--between, actions, section, with-aside
(main column + 19rem aside; with-aside--before puts a 17rem column first), todo, timeline, facets, flow (long text).

Shapes      {% icon "calendar" %}  {% icon "lock" label="Confidential" %}   names: design/icons/
            {% drawing "island" size="large" %}   island people letter directory path lamp key calendar boat agreement harbour
Heading     {% page_header title=… lead=… kicker=… %}{% button … %}{% endpage_header %}
Card        {% card title=… href=… icon=… tone="attention|done|quiet|table" level=3 %}…{% endcard %}
Form        <form method="post" class="form" novalidate>{% csrf_token %}{% error_summary form %}
              {% field form.name hint=… look="short|columns|cards|switch" optional=False %} … or {% fields form %}
              <div class="actions">{% button _("Save") kind="primary" %}</div></form>
            Hidden fields render through {% field %} and {% fields %} too. A choice label may be design.forms.Described(label, hint).
            A form field group: <fieldset class="form__group"><legend>…; two fields side by side: form__pair.
            Mix ithaca.design.forms.AccessibleForm into forms: date/time widgets, autocomplete.
            All POST forms refuse a second click by themselves (opt out: data-many on <form>).
            <unsaved-guard> around a form warns before leaving unsaved text. <auto-submit> around a GET form of facets
            sends it on change (keep a submit button inside, class "no-js-only"). Results: <div id="results">.
Button      {% button text kind="primary|danger|plain" icon="send" size="small|large|wide" href=… name=… value=… %}
State       {% state_badge state label %}   tone from the state's name (see components/feedback.py) or give a tone:
            done attention waiting going ended
Notice      {% notice tone="info|success|warning|error" title=… %}…{% endnotice %}
Empty       {% empty_state drawing="letter" title=… action=… url=… %}one sentence{% endempty_state %}
Figures     <div class="stats">{% stat 12 _("Meetings held") hint=… tone="done|attention" href=… %}</div>
Steps       {% steps phases %}   [(label, "done|current|next", text), …]; across=False puts them in a column
Facts       {% definition_list rows %}   [(term, value), …]
Charts      {% bar_chart rows caption=… label_heading=… value_heading=… %}   [(label, value[, text, tone, href])] or Bar
            {% column_chart rows caption=… … %}   months
            {% trend rows maximum=100 %} small, beside a value   {% band low=… middle=… high=… own=… maximum=100 %}
Radar       {% radar axes shapes caption=… %}   components.radar.Axis and Shape
Table       {% card tone="table" %}<div class="table-wrap" tabindex="0" role="region" aria-label=…><table class="table">
            numbers: class="is-number" on th and td
Lists       {% pagination page %}  {% tabs items %} [{label, url, current, count}]
            {% breadcrumbs _("Programmes") url programme.name %}   label, url, label, url, …, label of this page
People      {% person_avatar person size="small|large" photo=url %}   {% person_line person detail=… href=… %}
Time        {% local_time value form="datetime|appointment|date|time|short|month" zone=meeting.zone %}
Copy        {% copyable url label=_("Invitation link") %}
Script      {% module_script "ithaca/site.js" %} in {% block head %}   with its integrity value
Undo        ithaca.design.notices.undoable(request, text, undo_url=…) in place of "are you sure?"
Tags        <ul class="tags"><li class="tag">…</li></ul>
Choice row  (facets with counts) <label class="choice"><input type="checkbox" …><span class="choice__text">
            <span class="choice__label">…</span><span class="choice__count">12</span></span></label>
To do       <ul class="todo"><li>{% icon "mail" %}<div><p class="todo__title">…</p><p class="muted small">…</p></div>
            <div class="actions">{% button … %}</div></li></ul>
No style= or on…= attributes, no inline scripts: the content security policy refuses them.
"""

from django import template

from ithaca.design.components import assets, blocks, charts, feedback, fields, people, radar, shapes

register = template.Library()
for part in (assets, blocks, charts, feedback, fields, people, radar, shapes):
    register.tags.update(part.register.tags)
    register.filters.update(part.register.filters)

// The review desk of the matching. Its pages work without it: here they answer at once, and rows can be dragged.
import { MatchDesk } from "./match-desk";

customElements.define("match-desk", MatchDesk);

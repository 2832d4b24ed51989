// The page on which anybody verifies a credential. Loaded there alone: it brings a JSON-LD processor.
import { CredentialCheck } from "./credential-check";

customElements.define("credential-check", CredentialCheck);

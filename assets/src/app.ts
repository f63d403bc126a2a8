// Starts every module once. Each page works as plain links and forms before any of this has loaded.
import "htmx.org";
import { dayStart } from "./day";
import { dialogStart } from "./dialog";
import { documentsStart } from "./documents";
import { viewsStart } from "./views";
import { dragStart } from "./drag";
import { draftsStart } from "./drafts";
import { findStart } from "./find";
import { keysStart } from "./keys";
import { liveStart } from "./live";
import { nextDateStart } from "./next-date";
import { ownFormsStart } from "./own-forms";
import { pocketStart } from "./pocket";
import { passkeysStart } from "./passkeys";
import { pushStart } from "./push";
import { requestsStart } from "./requests";
import { selectStart } from "./select";
import { toastStart } from "./toast";

// The order matters twice: what met no network is kept before it is told as a failure, and drafts go back into the form before the next date asks what its text means.
pocketStart();
requestsStart();
dialogStart();
toastStart();
selectStart();
draftsStart();
nextDateStart();
ownFormsStart();
findStart();
documentsStart();
viewsStart();
dragStart();
dayStart();
keysStart();
liveStart();
pushStart();
passkeysStart();

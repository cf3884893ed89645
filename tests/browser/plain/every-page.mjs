// The example in the plain theme: what holds on every kind of page of the default theme holds here too, and no script is allowed at all.
// Usage: ../run.sh SITE_DIR plain/every-page.mjs

import { done } from "../kit/journey.mjs";
import { everyPageIsSound } from "../kit/sound.mjs";

await everyPageIsSound(/default-src 'none'; style-src 'self'; img-src/);
await done();

// Put beside the core by the browser drivers, never shipped: the core's functions for tests to call.

import init, { brief, outline } from './core.js';

globalThis.probe = { briefJson: (snapshot, options) => JSON.stringify(brief(snapshot, options)), outline };
await init({ module_or_path: fetch('core_bg.wasm') });
globalThis.probeIsReady = true;

// Put beside the core by the browser drivers, never shipped: the core's functions for tests to call.

import init, { briefJson, outline } from './core.js';

globalThis.probe = { briefJson, outline };
await init({ module_or_path: fetch('core_bg.wasm') });
globalThis.probeIsReady = true;

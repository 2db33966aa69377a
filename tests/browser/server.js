/**
 * A static server on this machine's own loopback address, for pages with a chosen content security policy.
 *
 * In: pages as bytes or files. Out: their addresses; `requests` is what browsers asked of it.
 * Each page has a folder of its own, so that two pages never share an address, and nothing is cached.
 */

import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { basename, dirname, extname, join, normalize, sep } from 'node:path';

/** What publishers' headers range over; the names stand in the addresses of pages. */
export const POLICIES = {
  none: '',
  default: "default-src 'none'",
  types: "require-trusted-types-for 'script'",
  sandbox: 'sandbox',
  script: "script-src 'none'",
};

/** @typedef {keyof typeof POLICIES} Policy */
/** @typedef {Awaited<ReturnType<typeof serve>>} Server */

/** @type {Record<string, string>} */
const TYPES = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain',
  '.wasm': 'application/wasm',
  '.xml': 'application/xml',
};

/** Starts a server on a free port. */
export async function serve() {
  /** @type {string[]} paths asked for, in order */
  const requests = [];
  /** @type {Map<string, { bytes: Uint8Array, policy: Policy, type: string, folder?: string, headers?: Record<string, string> }>} */
  const pages = new Map();

  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://page').pathname);
    requests.push(path);
    const found = await find(path);
    if (!found) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('not found');
      return;
    }
    const policy = POLICIES[found.policy];
    response.writeHead(200, {
      'content-type': found.type,
      'cache-control': 'no-store',
      ...(policy && { 'content-security-policy': policy }),
      ...found.headers,
    });
    response.end(found.bytes);
  });

  /** @param {string} path */
  async function find(path) {
    const page = pages.get(path);
    if (page) return page;
    // Files beside a page, such as its pictures.
    for (const [address, { folder }] of pages) {
      const base = dirname(address);
      if (!folder || !path.startsWith(`${base}/`)) continue;
      const file = normalize(join(folder, path.slice(base.length)));
      if (!file.startsWith(folder + sep)) continue;
      const bytes = await readFile(file).catch(() => null);
      if (bytes) return { bytes, policy: /** @type {Policy} */ ('none'), type: type(file, bytes), headers: undefined };
    }
    return null;
  }

  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const origin = `http://127.0.0.1:${port}`;
  let count = 0;

  return {
    origin,
    requests,

    /**
     * Serves bytes as a page and gives its address.
     * @param {string | Uint8Array} content
     * @param {{ policy?: Policy, name?: string, type?: string, headers?: Record<string, string> }} [options] headers are
     *   sent beside the usual ones or in their place
     */
    page(content, { policy = 'none', name = 'page.html', type: given, headers } = {}) {
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      const path = `/${policy}/${count++}/${name}`;
      pages.set(path, { bytes, policy, type: given ?? type(name, bytes), headers });
      return origin + path;
    },

    /**
     * Serves a file, and the files beside it, and gives the file's address.
     * @param {string} file
     * @param {Policy} [policy]
     */
    async file(file, policy = 'none') {
      const bytes = await readFile(file);
      const path = `/${policy}/${count++}/${basename(file)}`;
      pages.set(path, { bytes, policy, type: type(file, bytes), folder: dirname(file) });
      return origin + path;
    },

    /** @returns {Promise<void>} */
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/**
 * The content type. The charset is given when the bytes are UTF-8, as good publishers do; else the page says it.
 * @param {string} name
 * @param {Uint8Array} bytes
 */
function type(name, bytes) {
  const known = TYPES[extname(name)] ?? 'application/octet-stream';
  return /^text|json|xml/.test(known) && isUtf8(bytes) ? `${known}; charset=utf-8` : known;
}

/** @param {Uint8Array} bytes */
function isUtf8(bytes) {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

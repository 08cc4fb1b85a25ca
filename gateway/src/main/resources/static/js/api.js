/** Reading the platform's public addresses. */
import { language, text } from './texts.js';

const TIMEOUT_MS = 10_000;
const PAGE_SIZE = 200;
const MOST_PAGES = 10;

/**
 * An address did not answer as it should; `message` says why in the reader's words. `problem` is what the service says about it (RFC 9457),
 * empty when it says nothing; `retryAfter` the seconds to wait and `etag` the state it stands in, where it names them.
 */
export class Unreachable extends Error {
  constructor(status, problem = {}, { retryAfter, etag } = {}) {
    super(status === 0 ? text('error.network') : status === 429 ? text('error.busy') : text('error.status', status));
    this.status = status;
    this.problem = problem;
    this.retryAfter = retryAfter;
    this.etag = etag;
  }
}

/**
 * Asks an address.
 *
 * @param body a plain object or list goes as JSON, anything else as it is
 * @returns `{ status, headers, body }` with the parsed JSON as body, or throws `Unreachable`
 */
export async function ask(method, address, body, headers = {}) {
  const json = body !== undefined && (Array.isArray(body) || Object.getPrototypeOf(body) === Object.prototype);
  let answer;
  try {
    answer = await fetch(address, {
      method,
      body: json ? JSON.stringify(body) : body,
      headers: {
        Accept: 'application/json, application/problem+json', 'Accept-Language': language, ...(json && { 'Content-Type': 'application/json' }), ...headers,
      },
      cache: 'no-cache',
      credentials: 'same-origin',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch {
    throw new Unreachable(0);
  }
  if (!answer.ok) {
    throw new Unreachable(answer.status, await parsed(answer).catch(() => ({})), {
      retryAfter: Number(answer.headers.get('Retry-After')) || undefined, etag: answer.headers.get('ETag') ?? undefined,
    });
  }
  return { status: answer.status, headers: answer.headers, body: await parsed(answer) };
}

async function parsed(answer) {
  if (answer.status === 204 || !answer.headers.get('Content-Type')?.includes('json')) return {};
  try {
    return await answer.json();
  } catch {
    throw new Unreachable(0);
  }
}

/** Reads what an address has to say. */
export const read = async (address) => (await ask('GET', address)).body;

/** The figures of the federation with the positions they include. */
export const readOverview = () => read('/api/federation/overview');

/** All items of a list, page by page. */
async function readAll(first) {
  const items = [];
  let address = first;
  for (let page = 0; address && page < MOST_PAGES; page++) {
    const answer = await read(address);
    items.push(...answer.items);
    address = answer.next ? sameOrigin(answer.next) : undefined;
  }
  return items;
}

/** All councils with their figures. */
export const readCouncils = () => readAll(`/api/federation/councils?sort=name&limit=${PAGE_SIZE}`);

/** A council's own record. */
export const readCouncil = (ags) => read(`/api/councils/${ags}`);

/** A council's mandates, those of the past and those that were withdrawn too. */
export const readMandates = (ags) => readAll(`/api/councils/${ags}/mandates?limit=${PAGE_SIZE}`);

/** A council's newest changes with the positions they include. */
export const readChanges = (ags) => read(`/api/federation/councils/${ags}/changes`);

/** The municipality with this key. */
export const readMunicipality = (ags) => read(`/api/municipalities/${ags}`);

/** Open findings, of one council when its key is given. */
export const readFindings = async (ags) =>
  (await read(`/api/federation/findings?state=open&limit=${PAGE_SIZE}${ags ? `&ags=${encodeURIComponent(ags)}` : ''}`)).items;

/** Name and version of the platform, whether its data are invented, and whom to name as source. */
export const readAbout = () => read('/api/about');

/** What can be subscribed to: channels, languages, and kinds of changes. */
export const readOffer = () => read('/api/subscriptions/offer');

/** The outlines of all municipalities (GeoJSON). */
export const readOutlines = () => read('/data/nrw-municipalities.geo.json');

/** A link of an answer may name the service's own host; only its path and query are ours to follow. */
function sameOrigin(link) {
  const url = new URL(link, location.href);
  return url.pathname + url.search;
}

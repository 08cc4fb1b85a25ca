/** Who is signed in, and changes that are sent in that person's name. */
import { ask, read } from './api.js';

const NOBODY = { signedIn: false, name: '', roles: [], councils: [] };
let known;

/** The session: `signedIn`, and then `name`, `roles`, `councils` (keys that the person writes for). Asked for once in a page. */
export const session = () => (known ??= readSession());

async function readSession() {
  try {
    return { ...NOBODY, ...(await read('/api/session')) };
  } catch {
    known = undefined; // asked again by the next who wants to know
    return NOBODY;
  }
}

/** After a refusal the next try asks who is signed in by then: somebody may have signed in again in another window. */
export function doubt({ status }) {
  if (status === 401 || status === 403) known = undefined;
}

/**
 * Sends a change with the proof that it comes from this page.
 *
 * @returns `{ status, headers, body }`, or throws `Unreachable` with the service's `problem`
 */
export async function send(method, address, body, headers = {}) {
  const { csrf } = await session();
  try {
    return await ask(method, address, body, { ...(csrf && { 'X-CSRF-TOKEN': csrf }), ...headers });
  } catch (failure) {
    doubt(failure);
    throw failure;
  }
}

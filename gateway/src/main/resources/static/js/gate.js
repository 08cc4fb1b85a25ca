/** Lets into a page for people at work those who may, and tells the others what is missing. */
import { byId, html } from './dom.js';
import { words } from './format.js';
import { session } from './session.js';
import { text } from './texts.js';
import './texts-work.js';

/** Where to sign in, and back to this page. */
export const signInAddress = () => `/login?to=${encodeURIComponent(location.pathname + location.search + location.hash)}`;

/**
 * Shows the page's `#work` to someone with one of these roles, else `#gate` with the reason.
 *
 * @returns the session, or nothing
 */
export async function enter(roles) {
  const now = await session();
  const may = now.signedIn && roles.some((role) => now.roles.includes(role));
  byId('work').hidden = !may;
  byId('gate').hidden = may;
  if (may) return now;
  const names = words(roles.map((role) => text(`role.${role}`)));
  byId('gate').replaceChildren(...(now.signedIn
    ? [html('h2', {}, text('gate.role')), html('p', {}, text('gate.role.text', names, now.name))]
    : [html('h2', {}, text('gate.signIn')), html('p', {}, text('gate.signIn.text', names)),
      html('p', {}, html('a', { class: 'button', href: signInAddress() }, text('session.signIn')))]));
  return undefined;
}

/** What stands around every page: its fixed texts, language, session, and whose data it shows. */
import { readAbout } from './api.js';
import { byId, html } from './dom.js';
import { send, session } from './session.js';
import { inLanguage, language, text, writeTexts } from './texts.js';

/** Shown when the platform can't be asked whom to name. */
const ATTRIBUTIONS = [
  '© Statistisches Bundesamt (Destatis), 2025, Gemeindeverzeichnis-Informationssystem (GV-ISys), Gebietsstand 30.11.2025, Bevölkerung 31.12.2024; Daten bearbeitet',
  'Verwaltungsgrenzen: Land NRW / Geobasis NRW, DVG2 (08.03.2022), dl-de/zero-2-0 (https://www.govdata.de/dl-de/zero-2-0), vereinfacht',
];

/** Fills the frame; a page calls it first, when all its texts are known. */
export function openFrame() {
  document.documentElement.lang = language;
  writeTexts();
  for (const link of document.querySelectorAll('.masthead a, .foot a[href="/stil"]')) link.href = inLanguage(link.getAttribute('href'));
  offerOtherLanguage();
  showSession();
  showAbout();
}

/** The same page in the other language. */
function offerOtherLanguage() {
  const query = new URLSearchParams(location.search);
  if (language === 'de') query.set('lang', 'en');
  else if (query.has('token')) query.set('lang', 'de'); // what a message opens speaks the message's language, if not told otherwise
  else query.delete('lang');
  const other = byId('language');
  other.textContent = text('language.other');
  other.lang = other.hreflang = text('language.code');
  other.href = location.pathname + (query.size > 0 ? `?${query}` : '');
}

async function showSession() {
  const { signedIn, name, roles } = await session();
  for (const entry of document.querySelectorAll('[data-roles]')) {
    entry.hidden = !entry.dataset.roles.split(' ').some((role) => roles.includes(role));
  }
  const place = location.pathname + location.search;
  byId('session').replaceChildren(...(signedIn
    ? [html('span', { class: 'session-name' }, name), html('button', { type: 'button', class: 'button-link', onclick: signOut }, text('session.signOut'))]
    : [html('a', { href: `/login?to=${encodeURIComponent(place)}` }, text('session.signIn'))]));
}

async function signOut({ currentTarget: button }) {
  button.disabled = true;
  try {
    await send('POST', '/logout');
    location.assign(inLanguage('/'));
  } catch {
    button.disabled = false;
    button.after(html('span', { class: 'session-trouble', role: 'alert' }, text('session.failed')));
  }
}

async function showAbout() {
  let about = { attributions: ATTRIBUTIONS };
  try {
    about = await readAbout();
  } catch {
    // the page can do without, but never without its sources
  }
  byId('demo').hidden = !about.demo;
  byId('sources').replaceChildren(...(about.attributions?.length ? about.attributions : ATTRIBUTIONS).map((source) => html('li', {}, source)));
  byId('version').textContent = about.version ? text('foot.version', about.version) : '';
}

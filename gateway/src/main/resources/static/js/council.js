/** The page of one council: its seats, members, contact, findings and changes, as new as the stream, and how to subscribe to them. */
import { Unreachable, readChanges, readCouncil, readFindings, readMandates, readMunicipality } from './api.js';
import { ChangeList, changeOf, isNews } from './changes.js';
import { byId, html } from './dom.js';
import { findingItem } from './findings.js';
import { day, dayOf, time, today } from './format.js';
import { openFrame } from './frame.js';
import { keepLive } from './live.js';
import { showMembers, sorted } from './members.js';
import { showSeats } from './seats.js';
import { SubscriptionForm } from './subscription-form.js';
import { inLanguage, text } from './texts.js';
import './texts-council.js';

const ags = location.pathname.split('/').at(-1);

openFrame();
byId('unknown-link').href = inLanguage('/');

const changes = new ChangeList({});
let subscribing = false;

async function read() {
  let council;
  try {
    council = await readCouncil(ags);
  } catch (failure) {
    if (!(failure instanceof Unreachable && failure.status === 404)) throw failure;
    await showUnknown();
    return {};
  }
  const [mandates, findings, told] = await Promise.all([readMandates(ags), readFindings(ags), readChangesOf(ags)]);
  showCouncil(council, mandates, findings);
  changes.replace(told.items.map((change) => ({ ...change, by: author(change, council, mandates) })));
  return told.asOf;
}

/** A council that has just joined is not known to the state level for a moment: no changes yet, and none of its positions. */
async function readChangesOf(key) {
  try {
    return await readChanges(key);
  } catch (failure) {
    if (failure instanceof Unreachable && failure.status === 404) return { items: [], asOf: {} };
    throw failure;
  }
}

/** Who made a change: its document knows its last author, and that change is this one when both are of the same time. */
function author({ subject, time: at }, council, mandates) {
  const document = subject === ags ? council : mandates.find(({ id }) => subject === `${ags}/${id}`);
  return document && new Date(document.changedAt).getTime() === new Date(at).getTime() ? document.changedBy : undefined;
}

async function showUnknown() {
  let told = text('council.unknown.key', ags);
  try {
    told = text('council.unknown.municipality', (await readMunicipality(ags)).name);
  } catch (failure) {
    if (!(failure instanceof Unreachable && failure.status === 404)) throw failure;
  }
  byId('name').textContent = text('council.unknown');
  byId('unknown-text').textContent = told;
  byId('unknown').hidden = false;
  byId('council').hidden = true;
}

function showCouncil(council, mandates, findings) {
  const { name, district, region, committee, state } = council;
  const groups = sorted(mandates, today());
  document.title = text('council.title', name);
  byId('name').textContent = name;
  byId('place').textContent = text('council.place', district === name ? text('table.urban') : district, text('map.region', region), ags);
  byId('committee').textContent = text('council.committee', committee.label, day(committee.since).replaceAll(' ', '\u00a0'));
  byId('opening-links').hidden = state === 'ceased';
  byId('ceased').hidden = state !== 'ceased';
  byId('unknown').hidden = true;
  byId('council').hidden = false;
  showSeats(council, state === 'ceased' ? [] : groups.alive, findings);
  showMembers(groups);
  showContact(council);
  byId('findings').replaceChildren(...(findings.length > 0
    ? findings.map((finding) => findingItem(finding, {})) : [html('li', { class: 'empty' }, text('findings.empty'))]));
  if (!subscribing) offerSubscription(council);
}

function showContact({ contact, changedBy, changedAt }) {
  const { email, phone, website } = contact ?? {};
  const fact = (key, address, shown) => html('div', {}, html('dt', {}, text(key)), html('dd', {}, html('a', { href: address }, shown)));
  byId('contact').replaceChildren(...[
    email && fact('contact.email', `mailto:${email}`, email),
    phone && fact('contact.phone', `tel:${phone.replace(/[^+\d]/g, '')}`, phone),
    website && /^https?:/.test(website) && fact('contact.website', website, website.replace(/^https?:\/\/(www\.)?|\/$/g, '')),
  ].filter(Boolean));
  if (byId('contact').childElementCount === 0) byId('contact').replaceChildren(html('div', { class: 'empty' }, html('dt', { class: 'visually-hidden' }, text('contact.title')), html('dd', {}, text('contact.none'))));
  byId('record-changed').textContent = text('contact.changed', dayOf(changedAt), time(changedAt), changedBy);
}

/** Once: a form that somebody fills in is not drawn again. */
function offerSubscription({ name, state }) {
  if (state === 'ceased') return;
  subscribing = true;
  byId('subscribe-section').hidden = false;
  byId('abonnieren').textContent = text('council.subscribe.title', name);
  new SubscriptionForm(byId('subscribe'), { ags, name }).start();
  if (location.hash === '#abonnieren') byId('abonnieren').scrollIntoView();
}

keepLive({
  read,
  change(record) {
    if (record.ags !== ags) return false;
    if (isNews(record)) changes.add(changeOf(record));
    return true;
  },
  unreachable: () => changes.unreachable(),
});

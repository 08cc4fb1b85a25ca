/** The council's workspace: who may work on which council, and the three things to work on. */
import { Unreachable, readCouncils, readMunicipality } from './api.js';
import { byId, html } from './dom.js';
import { byName } from './format.js';
import { openFrame } from './frame.js';
import { enter } from './gate.js';
import { Mandates } from './mandates.js';
import { OwnRecord } from './record.js';
import { explanation } from './submission.js';
import { inLanguage, text } from './texts.js';
import './texts-workspace.js';
import { Uploads } from './upload.js';

const VIEWS = ['mandate', 'angaben', 'datei'];

openFrame();
const session = await enter(['council', 'registrar']);
if (session) await start();

async function start() {
  try {
    const councils = await mine();
    const wanted = new URLSearchParams(location.search).get('rat');
    const council = councils.find(({ ags }) => ags === wanted) ?? councils[0];
    offer(councils, council);
    if (council) open(council);
    else say('notice-warn', text('workspace.none'));
  } catch (failure) {
    say('notice-bad', explanation(failure), html('button', { type: 'button', class: 'button button-second', onclick: () => location.reload() }, text('error.retry')));
  }
}

/** The councils that this person writes for; the registrar's are all. */
async function mine() {
  if (session.roles.includes('registrar')) return (await readCouncils()).map(({ ags, name }) => ({ ags, name }));
  const named = await Promise.all(session.councils.map(async (ags) => ({ ags, name: await nameOf(ags) })));
  return named.sort((a, b) => byName(a.name, b.name));
}

async function nameOf(ags) {
  try {
    return (await readMunicipality(ags)).name;
  } catch (failure) {
    if (failure instanceof Unreachable && failure.status === 404) return ags;
    throw failure;
  }
}

function offer(councils, chosen) {
  byId('council-choice').hidden = councils.length < 2;
  byId('council').replaceChildren(...councils.map(({ ags, name }) => html('option', { value: ags, selected: ags === chosen.ags }, name)));
  byId('council').addEventListener('change', ({ target }) => location.assign(inLanguage(`/arbeitsplatz?rat=${target.value}${location.hash.replace(/\/.*/, '')}`)));
}

function open({ ags, name }) {
  byId('council-name').textContent = name;
  document.title = `${name} – ${document.title}`;
  const registrar = session.roles.includes('registrar');
  const mandates = new Mandates(ags, say);
  const record = new OwnRecord(ags, registrar, say, ({ committee, district }) => {
    byId('council-facts').textContent = `${committee.label}, ${district === name ? text('table.urban') : district}`;
  });
  const uploads = new Uploads(ags, () => {
    mandates.load();
    record.load();
  });
  const show = () => {
    const [name, id] = location.hash.slice(1).split('/');
    const view = VIEWS.includes(name) ? name : VIEWS[0];
    for (const each of VIEWS) byId(`view-${each}`).hidden = each !== view;
    for (const link of document.querySelectorAll('.views a')) {
      if (link.dataset.view === view) link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
    }
    if (view === 'datei') uploads.open(id);
  };
  addEventListener('hashchange', () => {
    byId('said').replaceChildren();
    show();
  });
  mandates.load();
  record.load();
  show();
}

/** Says what has happened, above what is being worked on; the buttons do what can be done about it. */
function say(kind, told, ...buttons) {
  const notice = html('div', { class: `notice ${kind} said-notice`, tabindex: '-1' }, html('p', {}, told), ...buttons);
  byId('said').replaceChildren(notice);
  byId('said').scrollIntoView({ block: 'nearest' });
  (notice.querySelector('button') ?? notice).focus();
}

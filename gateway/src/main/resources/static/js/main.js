/** The public page: reads the figures, keeps them as new as the stream, and ties map, table and list together. */
import { Unreachable, readCouncils, readOutlines, readOverview } from './api.js';
import { ChangeList, changeOf, isNews } from './changes.js';
import { CouncilDetail } from './detail.js';
import { byId } from './dom.js';
import { awaitFigures, figuresUnreachable, showFigures } from './figures.js';
import { FindingList } from './findings.js';
import { time } from './format.js';
import { openFrame } from './frame.js';
import { Freshness } from './freshness.js';
import { CouncilMap } from './map.js';
import { openStream } from './stream.js';
import { CouncilTable } from './table.js';
import { text } from './texts.js';

/** Figures that follow a change within this time follow it at once, to a reader. */
const BEHIND_SHOWN_AFTER_MS = 3_000;

openFrame();
awaitFigures();

let councils = [];
let selected;
let shownAt;
let connection = 'connecting';
let behind = false;
let behindTimer = 0;

const map = new CouncilMap({ select: choose });
const table = new CouncilTable({ select: choose, filter: () => map.show(councils, table.matching()) });
const detail = new CouncilDetail(() => putAway());
const findings = new FindingList(choose);
const changes = new ChangeList({ select: choose, name: (ags) => councilOf(ags)?.name });

const councilOf = (ags) => councils.find((council) => council.ags === ags);

function choose(ags) {
  const council = councilOf(ags);
  if (!council) return;
  selected = ags;
  detail.show(council);
  map.select(ags);
  table.select(ags);
  byId('detail').scrollIntoView({ block: 'nearest' });
}

function putAway() {
  const before = selected;
  selected = undefined;
  detail.show(undefined);
  map.select(undefined);
  table.select(undefined);
  table.focus(before);
}

function showOverview(overview) {
  showFigures(overview);
  findings.show(overview.findings);
  changes.replace(overview.changes);
  shownAt = Date.now();
}

function showCouncils(read) {
  councils = read;
  table.show(councils);
  map.show(councils, table.matching());
  detail.show(councilOf(selected));
}

/** Reads everything and shows it; answers the positions that the figures include. */
async function refresh() {
  try {
    const overview = await readOverview();
    showOverview(overview);
    showCouncils(await readCouncils());
    trouble(undefined);
    return overview.asOf;
  } catch (failure) {
    if (!(failure instanceof Unreachable)) console.error(failure);
    figuresUnreachable();
    table.unreachable();
    changes.unreachable();
    trouble(failure);
    throw failure;
  }
}

function trouble(failure) {
  byId('trouble').hidden = !failure;
  if (!failure) return;
  const told = shownAt ? text('error.later', failure.message, time(shownAt)) : text('error.first', failure.message);
  if (byId('trouble-text').textContent !== told) byId('trouble-text').textContent = told;
}

function showConnection() {
  const told = connection === 'open' && behind ? 'behind' : connection;
  byId('connection').dataset.state = connection;
  byId('connection-text').textContent = text(`connection.${told}`);
}

async function showMap() {
  try {
    map.land(await readOutlines());
  } catch (failure) {
    console.error(failure);
    byId('map-loading').textContent = text('error.map');
    byId('map').removeAttribute('aria-busy');
  }
}

const freshness = new Freshness(refresh, (now) => {
  if (now) {
    behindTimer ||= setTimeout(() => showBehind(true), BEHIND_SHOWN_AFTER_MS);
  } else {
    clearTimeout(behindTimer);
    behindTimer = 0;
    showBehind(false);
  }
});

function showBehind(now) {
  behind = now;
  showConnection();
}

byId('trouble-retry').addEventListener('click', () => freshness.now());

showMap();
freshness.now();
openStream({
  state(now) {
    if (now === 'open' && connection === 'lost') freshness.now();
    connection = now;
    showConnection();
  },
  change(record) {
    if (isNews(record)) changes.add(changeOf(record));
    freshness.saw(record);
  },
  snapshot() {
    freshness.now();
  },
});

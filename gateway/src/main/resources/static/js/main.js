/** The public page: reads the figures, keeps them as new as the stream, and ties map, table and list together. */
import { readCouncils, readOutlines, readOverview } from './api.js';
import { ChangeList, changeOf, isNews } from './changes.js';
import { CouncilDetail } from './detail.js';
import { byId } from './dom.js';
import { awaitFigures, figuresUnreachable, showFigures } from './figures.js';
import { FindingList } from './findings.js';
import { openFrame } from './frame.js';
import { keepLive } from './live.js';
import { CouncilMap } from './map.js';
import { CouncilTable } from './table.js';
import { text } from './texts.js';

openFrame();
awaitFigures();

let councils = [];
let selected;

const map = new CouncilMap({ select: choose });
const table = new CouncilTable({ select: choose, filter: () => map.show(councils, table.matching()) });
const detail = new CouncilDetail(() => putAway());
const findings = new FindingList(choose);
const changes = new ChangeList({ name: (ags) => councilOf(ags)?.name });

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
}

function showCouncils(read) {
  councils = read;
  table.show(councils);
  map.show(councils, table.matching());
  detail.show(councilOf(selected));
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

showMap();
keepLive({
  async read() {
    const overview = await readOverview();
    showOverview(overview);
    showCouncils(await readCouncils());
    return overview.asOf;
  },
  change(record) {
    if (isNews(record)) changes.add(changeOf(record));
    return true;
  },
  unreachable() {
    figuresUnreachable();
    table.unreachable();
    changes.unreachable();
  },
});

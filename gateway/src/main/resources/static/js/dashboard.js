/** The office's dashboard: how fresh the councils are, what breaks a rule, what has just changed; dead letters for operators. */
import { readCouncils, readFindings, readOverview } from './api.js';
import { ChangeList, changeOf, isNews } from './changes.js';
import { showDeliveries } from './deliveries.js';
import { byId, html, timeElement } from './dom.js';
import { awaitFigures, figuresUnreachable, showFigures } from './figures.js';
import { findingItem, ruleName } from './findings.js';
import { ago, dayOf, number } from './format.js';
import { openFrame } from './frame.js';
import { enter } from './gate.js';
import { Letters } from './letters.js';
import { keepLive } from './live.js';
import { inLanguage, text } from './texts.js';
import './texts-dashboard.js';

const SEVERITIES = ['error', 'warn', 'info'];
const SLOW_MS = 60_000;

openFrame();
const session = await enter(['office', 'auditor', 'operator']);
if (session) start();

function start() {
  const names = new Map();
  let findings = [];
  const changes = new ChangeList({ name: (ags) => names.get(ags) });
  awaitFigures();
  for (const filter of ['finding-rule', 'finding-severity']) byId(filter).addEventListener('change', () => showFindings(findings));
  byId('finding-severity').replaceChildren(html('option', { value: '' }, text('table.all')), ...SEVERITIES.map((each) => html('option', { value: each }, text(`severity.${each}`))));

  keepLive({
    async read() {
      const [overview, open, councils] = await Promise.all([readOverview(), readFindings(), readCouncils()]);
      for (const { ags, name } of councils) names.set(ags, name);
      showFigures(overview);
      showSilent(overview.freshness);
      changes.replace(overview.changes);
      findings = open;
      offerRules(findings);
      showFindings(findings);
      return overview.asOf;
    },
    change(record) {
      if (isNews(record)) changes.add(changeOf(record));
      return true;
    },
    unreachable() {
      figuresUnreachable();
      changes.unreachable();
    },
  });

  if (session.roles.includes('operator')) new Letters().load();
  if (session.roles.includes('office')) {
    const show = () => showDeliveries((ags) => names.get(ags));
    show();
    setInterval(() => document.hidden || show(), SLOW_MS);
  }
}

const councilLink = ({ ags, name }) => html('a', { href: inLanguage(`/rat/${ags}`) }, name ?? ags);

/** Silent councils, those first that have been so for longest. */
function showSilent({ silentCouncils, thresholdDays, source }) {
  const sorted = [...silentCouncils].sort((a, b) => (a.lastChange ?? '').localeCompare(b.lastChange ?? ''));
  byId('silent-note').textContent = text('silent.note', number(thresholdDays), source);
  byId('silent').replaceChildren(...sorted.map((council) => html('tr', {}, html('th', { scope: 'row' }, councilLink(council)),
    html('td', {}, council.lastChange ? [timeElement(council.lastChange, dayOf(council.lastChange)), html('span', { class: 'cell-more' }, ago(council.lastChange))] : text('silent.never')))));
  byId('silent-table').hidden = sorted.length === 0;
  byId('silent-none').hidden = sorted.length > 0;
}

function offerRules(findings) {
  const select = byId('finding-rule');
  const chosen = select.value;
  const rules = new Map(findings.map((finding) => [finding.rule, ruleName(finding)]));
  select.replaceChildren(html('option', { value: '' }, text('table.all')), ...[...rules].sort().map(([rule, name]) => html('option', { value: rule }, `${rule}: ${name}`)));
  select.value = rules.has(chosen) ? chosen : '';
}

function showFindings(findings) {
  const rule = byId('finding-rule').value;
  const severity = byId('finding-severity').value;
  const shown = findings.filter((each) => (!rule || each.rule === rule) && (!severity || each.severity === severity))
    .sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || b.openedAt.localeCompare(a.openedAt));
  byId('finding-count').textContent = text('dashboard.count', number(shown.length), number(findings.length));
  byId('findings').replaceChildren(...shown.map((finding) => {
    const item = findingItem(finding, { select: (ags) => location.assign(inLanguage(`/rat/${ags}`)) });
    item.append(html('p', { class: 'finding-reason' }, text('dashboard.since', dayOf(finding.openedAt))));
    return item;
  }), ...(shown.length > 0 ? [] : [html('li', { class: 'empty' }, text(findings.length > 0 ? 'dashboard.nohit' : 'findings.empty'))]));
  byId('findings').removeAttribute('aria-busy');
}

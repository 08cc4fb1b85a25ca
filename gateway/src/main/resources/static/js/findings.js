/** Open findings: which rule, where, and why. */
import { byId, html } from './dom.js';
import { day, number } from './format.js';
import { hasText, text } from './texts.js';

const MOST_SHOWN = 6;
const ORDER = ['error', 'warn', 'info'];

/** Name of a rule: told by the finding itself where it can, else by the rule's own key. */
export const ruleName = ({ rule, title }) => title ?? (hasText(`rule.${rule}`) ? text(`rule.${rule}`) : rule);

/** How many open findings have a severity. */
export const countOf = (byRule, severity) =>
  byRule.filter((each) => each.severity === severity).reduce((sum, each) => sum + each.count, 0);

/** A finding as list entry; with the name of its council when `select` is given. */
export function findingItem(finding, { select }) {
  return html('li', {},
    html('p', { class: 'finding-head' },
      html('span', { class: `severity severity-${finding.severity}` }, text(`severity.${finding.severity}`)),
      select ? html('button', { type: 'button', class: 'button-link', onclick: () => select(finding.ags) }, finding.name ?? finding.ags) : '',
      html('span', {}, ruleName(finding))),
    finding.reason ? html('p', { class: 'finding-reason' }, finding.reason) : '',
    finding.source ? html('p', { class: 'finding-reason' }, text('findings.source', finding.source, finding.sourceDate ? day(finding.sourceDate) : '')) : '');
}

/** Shows the newest open findings, the gravest first. */
export function showFindings({ open, newest = [] }, select) {
  const sorted = [...newest].sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
  const shown = sorted.slice(0, MOST_SHOWN);
  const rest = open - shown.length;
  const list = byId('findings');
  list.replaceChildren(
    ...shown.map((finding) => findingItem(finding, { select })),
    ...(open === 0 ? [html('li', { class: 'empty' }, text('findings.empty'))] : []),
    ...(rest > 0 ? [html('li', { class: 'empty' }, text('findings.more', number(rest)))] : []));
  list.removeAttribute('aria-busy');
}

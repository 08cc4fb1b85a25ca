/** Who changed something last, and when. */
import { html, timeElement } from './dom.js';
import { ago, moment } from './format.js';
import { hasText, text } from './texts.js';

/** An author as people call him: the platform's own ones have names, a person or a program has its own. */
export const authorName = (author) => (hasText(`author.${author}`) ? text(`author.${author}`) : author);

/** „vor 3 Minuten von stadt-koeln“, with the moment itself on pointing at it. */
export const lastChange = ({ changedBy, changedAt }) => [
  timeElement(changedAt, ago(changedAt), { title: moment(changedAt) }), ` ${text('author.by', authorName(changedBy))}`,
];

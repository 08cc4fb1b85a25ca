/** Numbers and times as the reader's language writes them; days and times are those of Europe/Berlin. */
import { text } from './texts.js';

const locale = text('locale');
const zone = 'Europe/Berlin';
const whole = new Intl.NumberFormat(locale);
const percent = new Intl.NumberFormat(locale, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });
const longDay = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
const instantDay = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'numeric', year: 'numeric', timeZone: zone });
const plainDay = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'numeric', year: 'numeric', timeZone: 'UTC' });
const isoDay = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone: zone });
const clockTime = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone: zone });
const clockSecond = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit', timeZone: zone });
const dayTime = new Intl.DateTimeFormat(locale, {
  day: 'numeric', month: 'numeric', hour: '2-digit', minute: '2-digit', timeZone: zone,
});
const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
const list = new Intl.ListFormat(locale, { type: 'conjunction' });
const collator = new Intl.Collator('de-DE', { sensitivity: 'base', numeric: true });

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** 1234 as „1.234“. */
export const number = (value) => whole.format(value);

/** A part of a whole as „5,1 %“; a text of absence when there is no whole. */
export const share = (part, of) => (of > 0 ? percent.format(part / of) : text('figures.none'));

/** A calendar day (`2026-11-23`) as „23. November 2026“. */
export const day = (isoDay) => longDay.format(new Date(`${isoDay}T00:00:00Z`));

/** A calendar day as „23.11.2026“. */
export const shortDay = (iso) => plainDay.format(new Date(`${iso}T00:00:00Z`));

/** The calendar day of this moment (`2026-11-23`). */
export const today = () => isoDay.format(Date.now());

/** An instant as its day, „23.11.2026“. */
export const dayOf = (instant) => instantDay.format(new Date(instant));

/** An instant as „09:15“. */
export const time = (instant) => clockTime.format(new Date(instant));

/** When a change came: the second for today's, day and minute for older ones, the day alone for those of other years. */
export function moment(instant, now = Date.now()) {
  const date = new Date(instant);
  if (isoDay.format(date) === isoDay.format(now)) return clockSecond.format(date);
  return isoDay.format(date).slice(0, 4) === isoDay.format(now).slice(0, 4) ? dayTime.format(date) : instantDay.format(date);
}

/** How long ago, in words: „vor 3 Minuten“. */
export function ago(instant, now = Date.now()) {
  const passed = Math.max(0, now - new Date(instant).getTime());
  if (passed < MINUTE) return relative.format(-Math.round(passed / SECOND), 'second');
  if (passed < HOUR) return relative.format(-Math.round(passed / MINUTE), 'minute');
  if (passed < DAY) return relative.format(-Math.round(passed / HOUR), 'hour');
  return relative.format(-Math.round(passed / DAY), 'day');
}

/** How soon, in words: „in 3 Minuten“. */
export const inTime = (seconds) => (seconds < 90 ? relative.format(seconds, 'second') : seconds < 5400 ? relative.format(Math.ceil(seconds / 60), 'minute') : relative.format(Math.ceil(seconds / 3600), 'hour'));

/** Several words as „a, b und c“. */
export const words = (items) => list.format(items);

/** Order of names as a German reader expects it. */
export const byName = (a, b) => collator.compare(a, b);

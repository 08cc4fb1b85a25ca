/** The page where people subscribe; a link to it may name what they want: `?rat=05315000`, `?kreis=Kreis+Kleve`, `?bezirk=Köln`. */
import { byId } from './dom.js';
import { openFrame } from './frame.js';
import { SubscriptionForm } from './subscription-form.js';
import './texts-subscribe.js';

openFrame();

const asked = new URLSearchParams(location.search);
new SubscriptionForm(byId('subscribe'), undefined, { council: asked.get('rat'), district: asked.get('kreis'), region: asked.get('bezirk') }).start();

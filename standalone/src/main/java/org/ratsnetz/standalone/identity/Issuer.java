package org.ratsnetz.standalone.identity;

/** Who speaks in every token: the gateway's address. */
record Issuer(String address) {}

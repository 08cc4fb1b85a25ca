package org.ratsnetz.notification.mail;

/** What the relay was asked when it answered, or did not. */
enum Stage {
    CONNECT,
    BANNER,
    EHLO,
    STARTTLS,
    AUTH,
    RSET,
    MAIL,
    RCPT,
    DATA,
    /** The message and the dot that ends it. */
    MESSAGE
}

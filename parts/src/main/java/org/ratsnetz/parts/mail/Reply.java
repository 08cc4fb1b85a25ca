package org.ratsnetz.parts.mail;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** What the server says, with enhanced status codes (RFC 3463) where the protocol has them. */
enum Reply {
    GREETING("220 localhost ESMTP Ratsnetz"),
    HELLO("250 localhost"),
    EXTENDED_HELLO("250-localhost\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250-SIZE " + SmtpSink.MAX_SIZE
            + "\r\n250 ENHANCEDSTATUSCODES"),
    BYE("221 2.0.0 Bye"),
    DONE("250 2.0.0 Done"),
    SENDER_TAKEN("250 2.1.0 Sender taken"),
    RECIPIENT_TAKEN("250 2.1.5 Recipient taken"),
    MAIL_TAKEN("250 2.0.0 Mail taken"),
    WILL_TRY("252 2.1.5 Send it, it will be taken"),
    GO_ON("354 End with <CRLF>.<CRLF>"),
    BUSY("421 4.7.0 Too many connections"),
    TOO_MANY_ERRORS("421 4.7.0 Too many errors"),
    LATER("451 4.3.0 Not taken now, try again"),
    TOO_MANY_RECIPIENTS("452 4.5.3 Too many recipients"),
    UNKNOWN("500 5.5.1 No such command"),
    LINE_TOO_LONG("500 5.5.2 Line too long"),
    BARE_LINE_END("500 5.5.2 Lines end in <CRLF>; bare <CR>, <LF> or NUL"),
    ARGUMENT("501 5.5.4 Wrong argument"),
    ADDRESS("501 5.1.3 Not an address"),
    NOT_OFFERED("502 5.5.1 Not offered"),
    SEQUENCE("503 5.5.1 Not now"),
    NEEDS_UTF8("550 5.6.7 The address needs SMTPUTF8"),
    MAIL_BARE_LINE_END("550 5.6.11 Lines end in <CRLF>; bare <CR>, <LF> or NUL"),
    MAIL_TOO_LARGE("552 5.3.4 Larger than " + SmtpSink.MAX_SIZE + " bytes"),
    MAIL_LINE_TOO_LONG("554 5.6.0 Line longer than 998 bytes"),
    NO_RECIPIENT("554 5.5.1 No recipient was taken"),
    PARAMETER("555 5.5.4 Parameter not offered");

    private final String text;

    Reply(String text) {
        this.text = text;
    }

    void writeTo(OutputStream out) throws IOException {
        out.write((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** Whether the client did something wrong that a client of good will does not. */
    boolean isError() {
        return text.startsWith("5");
    }
}

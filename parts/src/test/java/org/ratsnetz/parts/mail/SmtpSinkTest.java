package org.ratsnetz.parts.mail;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ratsnetz.parts.PartFailed;

class SmtpSinkTest {

    private static final String OPENING = "EHLO me\r\nMAIL FROM:<a@example.org>\r\nRCPT TO:<b@example.org>\r\nDATA\r\n";

    private final List<ReceivedMail> taken = Collections.synchronizedList(new ArrayList<>());
    private final SmtpSink sink = SmtpSink.start(0, taken::add);

    @AfterEach
    void stop() {
        sink.close();
    }

    private SmtpLine line() throws IOException {
        return new SmtpLine(sink.port());
    }

    private List<String> sources() {
        return taken.stream()
                .map(mail -> new String(mail.source(), StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void aMailArrivesWithItsEnvelopeAndExactlyAsItWasSent() throws IOException {
        try (SmtpLine line = line()) {
            assertThat(line.replies(1)).containsExactly("220 localhost ESMTP Ratsnetz");
            assertThat(line.ask("ehlo me"))
                    .contains("250-PIPELINING", "250-8BITMIME", "250-SMTPUTF8", "250-SIZE 2000000")
                    .last()
                    .isEqualTo("250 ENHANCEDSTATUSCODES");
            assertThat(line.ask("mail from:<a@example.org> size=100 body=8bitmime"))
                    .containsExactly("250 2.1.0 Sender taken");
            assertThat(line.ask("rcpt to:<b@example.org>")).containsExactly("250 2.1.5 Recipient taken");
            assertThat(line.ask("RCPT TO:<C@Example.org>")).containsExactly("250 2.1.5 Recipient taken");
            assertThat(line.ask("data")).containsExactly("354 End with <CRLF>.<CRLF>");
            assertThat(line.ask("Subject: Grüße\r\n\r\n..\r\n..x\r\n.y\r\nz .\r\n."))
                    .containsExactly("250 2.0.0 Mail taken");
            assertThat(line.ask("QUIT")).containsExactly("221 2.0.0 Bye");
            assertThat(line.isClosed()).isTrue();
        }
        assertThat(sources()).containsExactly("Subject: Grüße\r\n\r\n.\r\n.x\r\ny\r\nz .\r\n");
        assertThat(taken.getFirst().sender()).isEqualTo("a@example.org");
        assertThat(taken.getFirst().recipients()).containsExactly("b@example.org", "C@Example.org");
    }

    @Test
    void commandsThatComeTogetherAreAnsweredInTheirOrder() throws IOException {
        try (SmtpLine line = line()) {
            line.replies(1);
            line.ask("EHLO me");
            line.send("MAIL FROM:<a@example.org>\r\nRCPT TO:<1@example.org>\r\nRCPT TO:<>\r\nDATA\r\n");
            assertThat(codes(line.replies(4))).isEqualTo("250 250 501 354");
            line.send("one\r\n.\r\nMAIL FROM:<>\r\nRCPT TO:<2@example.org>\r\nDATA\r\n");
            assertThat(codes(line.replies(4))).isEqualTo("250 250 250 354");
            line.send("two\r\n.\r\nRSET\r\nNOOP\r\nMAIL FROM:<x>\r\nRCPT TO:<3@example.org>\r\nDATA\r\nQUIT\r\n");
            assertThat(codes(line.replies(7))).isEqualTo("250 250 250 501 503 503 221");
        }
        assertThat(sources()).containsExactly("one\r\n", "two\r\n");
        assertThat(taken).extracting(ReceivedMail::sender).containsExactly("a@example.org", "");
    }

    @Test
    void aMailThatComesByteByByteIsTheSame() throws IOException {
        try (SmtpLine line = line()) {
            for (char letter : (OPENING + "..a\r\n.\r\nQUIT\r\n").toCharArray()) {
                line.send(String.valueOf(letter));
            }
            assertThat(codes(line.all())).isEqualTo("220 250 250 250 354 250 221");
        }
        assertThat(sources()).containsExactly(".a\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n.\n", "\n.\r\n", "\r.\r", "\r.\r\n", "\r\n.\n", "\r\n.\r", "\r\n\0.\r\n", "\r\n.\r\r\n"})
    void noOtherEndOfAMailLetsASecondOneThrough(String end) throws IOException {
        try (SmtpLine line = line()) {
            line.send(OPENING + "Subject: x\r\n\r\nhello" + end
                    + "MAIL FROM:<evil@example.org>\r\nRCPT TO:<b@example.org>\r\nDATA\r\nevil\r\n.\r\nQUIT\r\n");
            List<String> all = line.all();
            assertThat(codes(all)).isEqualTo("220 250 250 250 354 550 221");
            assertThat(all).contains("550 5.6.11 Lines end in <CRLF>; bare <CR>, <LF> or NUL");
        }
        assertThat(taken).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\0"})
    void aCommandCannotHoldASecondOne(String bare) throws IOException {
        try (SmtpLine line = line()) {
            line.send("EHLO me\r\nMAIL FROM:<a@example.org>" + bare + "RCPT TO:<b@example.org>\r\nDATA\r\nQUIT\r\n");
            assertThat(codes(line.all())).isEqualTo("220 250 500 503 221");
        }
    }

    @Test
    void whatIsTooLongIsRefusedAndTheSessionGoesOn() throws IOException {
        String longest = "x".repeat(998) + "\r\n";
        String mail = "MAIL FROM:<a@example.org>\r\nRCPT TO:<b@example.org>\r\nDATA\r\n";
        try (SmtpLine line = line()) {
            line.send("EHLO me\r\nNOOP " + "x".repeat(200_000) + "\r\n");
            line.send(mail + longest + "." + ".".repeat(998) + "\r\n.\r\n");
            line.send(mail + "x" + longest + ".\r\n" + mail + "x".repeat(200_000) + "\r\n.\r\n");
            line.send(mail + longest.repeat(2_001) + ".\r\n");
            line.send("MAIL FROM:<a@example.org> SIZE=2000001\r\nQUIT\r\n");
            assertThat(codes(line.all()))
                    .isEqualTo("220 250 500 250 250 354 250 250 250 354 554 250 250 354 554 250 250 354 552 552 221");
        }
        assertThat(sources()).containsExactly(longest + ".".repeat(998) + "\r\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    MAIL FROM:<ä@example.org> | 550
                    MAIL FROM:<ä@example.org> SMTPUTF8 | 250
                    MAIL FROM:a@example.org | 501
                    MAIL FROM: <a@example.org> | 501
                    MAIL FROM:<a b@example.org> | 501
                    MAIL FROM:<a@b@c> | 501
                    MAIL FROM:<a@example.org> RET=HDRS | 555
                    MAIL FROM:<a@example.org> SIZE=-1 | 555
                    RCPT TO:<a@example.org> | 503
                    DATA | 503
                    DATA now | 501
                    HELO | 501
                    STARTTLS | 502
                    VRFY a | 252
                    HELLO | 500
                    """)
    void aWrongCommandIsToldWhy(String command, String code) throws IOException {
        try (SmtpLine line = line()) {
            line.send("EHLO me\r\n" + command + "\r\nQUIT\r\n");
            assertThat(codes(line.all())).isEqualTo("220 250 " + code + " 221");
        }
    }

    @Test
    void whoOnlyMakesErrorsIsSentAway() throws IOException {
        try (SmtpLine line = line()) {
            line.send("FOO\r\n".repeat(21));
            assertThat(line.all()).hasSize(22).last().isEqualTo("421 4.7.0 Too many errors");
        }
    }

    @Test
    void noMoreThanAThousandGetOneMail() throws IOException {
        try (SmtpLine line = line()) {
            line.send("HELO me\r\nMAIL FROM:<>\r\n"
                    + IntStream.rangeClosed(0, 1_000)
                            .mapToObj(i -> "RCPT TO:<" + i + "@example.org>\r\n")
                            .collect(joining())
                    + "DATA\r\nx\r\n.\r\nQUIT\r\n");
            assertThat(line.all()).hasSize(1 + 2 + 1_001 + 3).contains("452 4.5.3 Too many recipients");
        }
        assertThat(taken.getFirst().recipients()).hasSize(1_000);
    }

    @Test
    void aMailThatCannotBeKeptMayBeTriedAgain() throws IOException {
        try (SmtpSink full = SmtpSink.start(0, mail -> {
                    throw new IllegalStateException();
                });
                SmtpLine line = new SmtpLine(full.port())) {
            line.send(OPENING + "x\r\n.\r\nQUIT\r\n");
            assertThat(codes(line.all())).isEqualTo("220 250 250 250 354 451 221");
        }
    }

    @Test
    void halfAMailIsNone() throws IOException {
        try (SmtpLine line = line()) {
            line.send(OPENING + "x\r\n");
        }
        try (SmtpLine line = line()) {
            line.send("QUIT\r\n");
            line.all();
        }
        assertThat(taken).isEmpty();
    }

    @Test
    void aClosedOneCutsItsSessionsAndFreesItsPort() throws IOException {
        try (SmtpLine line = line()) {
            line.replies(1);
            sink.close();
            assertThat(line.isClosed()).isTrue();
        }
        SmtpSink.start(sink.port(), taken::add).close();
    }

    @Test
    void aTakenPortIsNamed() {
        assertThatThrownBy(() -> SmtpSink.start(sink.port(), taken::add))
                .isInstanceOf(PartFailed.class)
                .hasMessageContaining(String.valueOf(sink.port()));
    }

    private static String codes(List<String> lines) {
        return lines.stream()
                .filter(line -> line.charAt(3) == ' ')
                .map(line -> line.substring(0, 3))
                .collect(joining(" "));
    }
}

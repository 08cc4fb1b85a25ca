package org.ratsnetz.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ratsnetz.notification.channel.Outcome;

class MailTest {

    private static final Duration LONG = Duration.ofSeconds(10);
    /** S16: random bytes in every field; what is not refused is one message with the headers it should have, and says what it said. */
    @Test
    void letsNoFieldAddALineOrEndTheMessage() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<Mail> mails = new ArrayList<>();
        int refused = 0;
        for (int i = 0; i < 4_000; i++) {
            int field = random.nextInt(8);
            try {
                mails.add(new Mail(
                        field == 0 ? "<" + wild(random) + "@x.example>" : "<" + i + "@x.example>",
                        field == 1 ? wild(random) + "@x.example" : "a" + i + "@x.example",
                        field == 2 ? wild(random) : "Köln",
                        wild(random),
                        wild(random),
                        List.of(new Mail.Header(
                                field == 3 ? "X-One" + wild(random) : "X-One", field == 4 ? wild(random) : "one")),
                        field == 5 ? wild(random) : "de"));
            } catch (IllegalArgumentException e) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
        try (ScriptedRelay server = new ScriptedRelay((command, to, connection) -> ScriptedRelay.USUAL);
                MailRelay relay = Relays.to(server.port(), 1, LONG)) {
            for (Mail mail : mails) {
                assertThat(relay.send(mail).join()).isInstanceOf(Outcome.Accepted.class);
            }
            assertThat(server.messages).hasSameSizeAs(mails);
            for (int i = 0; i < mails.size(); i++) {
                holds(server.messages.get(i).raw(), mails.get(i), "seed " + seed + ", mail " + i);
            }
            assertThat(server.commands)
                    .filteredOn(line -> line.startsWith("RCPT"))
                    .hasSameSizeAs(mails);
        }
    }

    private static void holds(String raw, Mail mail, String what) throws Exception {
        assertThat(raw.replace("\r\n", "")).as(what).doesNotContain("\r", "\n").matches("[\\t\\x20-\\x7e]*");
        assertThat(raw.substring(0, raw.indexOf("\r\n\r\n")).lines().filter(line -> !line.startsWith(" ")))
                .as(what)
                .extracting(line -> line.substring(0, line.indexOf(':')))
                .containsExactly(
                        "From",
                        "To",
                        "Subject",
                        "Date",
                        "Message-ID",
                        mail.headers().getFirst().name(),
                        "Content-Language",
                        "MIME-Version",
                        "Content-Type");
        assertThat(raw.lines()).as(what).allMatch(line -> line.length() <= 998 && !line.startsWith("."));
        MimeMessage message = new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(raw.getBytes(StandardCharsets.ISO_8859_1)));
        assertThat(message.getSubject()).as(what).isEqualTo(whole(mail.subject()));
        assertThat(message.getMessageID()).as(what).isEqualTo(mail.messageId());
        MimeMultipart parts = (MimeMultipart) message.getContent();
        assertThat(parts.getCount()).as(what).isEqualTo(2);
        assertThat(parts.getBodyPart(0).getContent()).as(what).isEqualTo(lines(mail.text()));
        assertThat(parts.getBodyPart(1).getContent()).as(what).isEqualTo(lines(mail.html()));
    }

    /** As text of CRLF lines; half surrogates are no letters. */
    private static String lines(String text) {
        return whole(text).replace("\r\n", "\n").replace('\r', '\n').replace("\n", "\r\n") + "\r\n";
    }

    private static String whole(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static String wild(Random random) {
        String dangerous = "\r\n\0.:=?<>@ \tab\r\n.\r\nä\u20ac\ud83d\udc4d\u2028\u0085\u007f\ud83d";
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(40); i > 0; i--) {
            text.append(
                    random.nextBoolean()
                            ? dangerous.charAt(random.nextInt(dangerous.length()))
                            : (char) (' ' + random.nextInt(95)));
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nRCPT TO:<b@x.example>", "a\nb", "a\rb", "a\0b"})
    void refusesWhatWouldAddALineAtInput(String text) {
        assertThatThrownBy(() -> Relays.mail(text + "@x.example")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Relays.mail("a@" + text)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Relays.mail("a@x.example", text, "", "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Mail.Header("X-One", text)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Mail.Header(text, "one")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "@x.example",
                "a@",
                "a b@x.example",
                "\"a\"@x.example",
                "a@[127.0.0.1]",
                "a..b@x.example",
                "ä@x.example"
            })
    void knowsWhatIsNoAddress(String address) {
        assertThat(MailAddress.accepts(address)).isFalse();
    }

    @Test
    void isTakenByAServerOfAnotherMaker() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try (MailRelay relay = Relays.to(server.getSmtp().getPort(), 2, LONG)) {
            for (int i = 0; i < 20; i++) {
                assertThat(Relays.send(relay, "a" + i + "@x.example")).isInstanceOf(Outcome.Accepted.class);
            }
            assertThat(server.getReceivedMessages())
                    .hasSize(20)
                    .allSatisfy(message -> assertThat(message.getSubject()).isEqualTo("Ein Mandat in Köln"));
        } finally {
            server.stop();
        }
    }
}

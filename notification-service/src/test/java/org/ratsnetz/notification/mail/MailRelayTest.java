package org.ratsnetz.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ratsnetz.notification.mail.ScriptedRelay.CUT;
import static org.ratsnetz.notification.mail.ScriptedRelay.STALL;
import static org.ratsnetz.notification.mail.ScriptedRelay.USUAL;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ratsnetz.notification.channel.Outcome;
import org.ratsnetz.notification.channel.Outcome.Accepted;
import org.ratsnetz.notification.channel.Outcome.Permanent;
import org.ratsnetz.notification.channel.Outcome.Temporary;
import org.ratsnetz.notification.mail.MailServer.Encryption;
import org.ratsnetz.notification.mail.MailServer.Login;
import org.ratsnetz.notification.mail.MailServer.Protection;

class MailRelayTest {

    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final String PLAIN_OFFER = "250-relay.example\r\n250 SIZE";
    private static final int[] CODES = {421, 450, 451, 550, 552, 554};

    /** F12: every verb and every code, with and without pipelining; the two others on the connection arrive. */
    @ParameterizedTest
    @CsvSource({
        "BANNER, true", "EHLO, true", "MAIL, true", "RCPT, true", "DATA, true", "., true",
        "BANNER, false", "EHLO, false", "MAIL, false", "RCPT, false", "DATA, false", "., false"
    })
    void givesEachRefusalItsMeaningAndDisturbsNoOther(String verb, boolean pipelining) throws Exception {
        for (int code : CODES) {
            AtomicInteger asked = new AtomicInteger();
            boolean knowsRecipient = List.of("RCPT", "DATA", ".").contains(verb);
            try (ScriptedRelay server = new ScriptedRelay((command, to, connection) -> {
                        boolean hit = command.split(" ", 2)[0].equals(verb)
                                && (knowsRecipient ? to.startsWith("bad") : first(asked, command, connection));
                        return hit ? code + " no" : command.startsWith("EHLO") && !pipelining ? PLAIN_OFFER : USUAL;
                    });
                    MailRelay relay = Relays.to(server.port(), 1, LONG)) {
                List<String> order = knowsRecipient
                        ? List.of("a@x.example", "bad@x.example", "b@x.example")
                        : List.of("bad@x.example", "a@x.example", "b@x.example");
                List<Outcome> outcomes = all(relay, order);
                int bad = order.indexOf("bad@x.example");
                assertThat(outcomes.get(bad)).as(verb + code).isEqualTo(expected(verb, code));
                assertThat(outcomes.stream().filter(Accepted.class::isInstance))
                        .as(verb + code)
                        .hasSize(2);
                assertThat(server.messages)
                        .as(verb + code)
                        .extracting(ScriptedRelay.Message::to)
                        .containsExactlyInAnyOrder("a@x.example", "b@x.example");
            }
        }
    }

    private static boolean first(AtomicInteger asked, String command, int connection) {
        return command.startsWith("MAIL") ? asked.getAndIncrement() == 0 : connection == 1;
    }

    private static Outcome expected(String verb, int code) {
        String reason = (verb.equals(".") ? "MESSAGE" : verb) + ": no";
        String name = Integer.toString(code);
        if (code < 500 || List.of("BANNER", "EHLO", "MAIL").contains(verb)) {
            return new Temporary(name, reason);
        }
        return new Permanent(name, reason, verb.equals("RCPT") && code == 550);
    }

    /** F13. */
    @ParameterizedTest
    @ValueSource(strings = {"BANNER", "EHLO", "MAIL", "RCPT", "DATA", "BODY", "."})
    void triesLaterWhatWasCutOff(String verb) throws Exception {
        for (int i = 0; i < 20; i++) {
            try (ScriptedRelay server = new ScriptedRelay((command, to, connection) ->
                            connection == 1 && command.split(" ", 2)[0].equals(verb) ? CUT : USUAL);
                    MailRelay relay = Relays.to(server.port(), 1, LONG)) {
                assertThat(Relays.send(relay, "a@x.example"))
                        .isInstanceOfSatisfying(
                                Temporary.class,
                                outcome -> assertThat(outcome.code()).isEqualTo("disconnected"));
                assertThat(server.messages).isEmpty();
                assertThat(Relays.send(relay, "b@x.example")).isInstanceOf(Accepted.class);
                assertThat(server.messages).hasSize(1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut", "421 4.4.2 idle too long"})
    void takesANewConnectionWhereTheRelayLeftAfterItsReply(String end) throws Exception {
        try (ScriptedRelay server =
                        new ScriptedRelay((command, to, connection) -> connection == 1 && command.startsWith("RSET")
                                ? CUT
                                : connection == 1 && command.startsWith("MAIL") && serverHas(1) ? end : USUAL);
                MailRelay relay = Relays.to(server.port(), 1, LONG)) {
            taken = server.messages;
            assertThat(Relays.send(relay, "a@x.example")).isInstanceOf(Accepted.class);
            assertThat(Relays.send(relay, "b@x.example")).isInstanceOf(Accepted.class);
            assertThat(server.messages)
                    .extracting(ScriptedRelay.Message::to)
                    .containsExactly("a@x.example", "b@x.example");
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    private volatile List<ScriptedRelay.Message> taken = List.of();

    private boolean serverHas(int count) {
        return taken.size() >= count;
    }

    /** F14; the message is larger than all buffers between. */
    @ParameterizedTest
    @ValueSource(strings = {"BANNER", "RCPT", "BODY", "."})
    void givesUpOnARelayThatStallsWhileOtherConnectionsGoOn(String verb) throws Exception {
        try (ScriptedRelay server = new ScriptedRelay((command, to, connection) ->
                        connection == 1 && command.split(" ", 2)[0].equals(verb) ? STALL : USUAL);
                MailRelay relay = Relays.to(server.port(), 2, SHORT)) {
            CompletableFuture<Outcome> stalled =
                    relay.send(Relays.mail("a@x.example", "Groß", "x".repeat(20_000_000), "<p>"));
            await().atMost(LONG).until(() -> server.connections() > 0);
            for (int i = 0; i < 50; i++) {
                assertThat(Relays.send(relay, "b" + i + "@x.example")).isInstanceOf(Accepted.class);
            }
            assertThat(stalled.get(20, TimeUnit.SECONDS))
                    .satisfiesAnyOf(
                            outcome -> assertThat(outcome)
                                    .isInstanceOfSatisfying(
                                            Temporary.class,
                                            it -> assertThat(it.code()).isEqualTo("timeout")),
                            // another connection stood already and took it
                            outcome -> assertThat(verb.equals("BANNER") && outcome instanceof Accepted)
                                    .isTrue());
        }
    }

    /** F15: whatever comes in whatever order, each recipient gets its own; by seed. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void neverGivesOneRecipientTheReplyOfAnother(boolean pipelining) throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> recipients = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            String verb = List.of("RCPT", "DATA", "DOT", "GOOD").get(random.nextInt(4));
            recipients.add(verb + "-" + CODES[random.nextInt(CODES.length)] + "-" + i + "@x.example");
        }
        try (ScriptedRelay server = new ScriptedRelay((command, to, connection) -> {
                    String[] wanted = to.split("-", 3);
                    String verb = command.equals(".") ? "DOT" : command.split(" ", 2)[0];
                    if (command.startsWith("EHLO")) {
                        return pipelining ? ScriptedRelay.OFFERS : PLAIN_OFFER;
                    }
                    return verb.equals(wanted[0])
                            ? wanted[1] + "-4.1.1\r\n" + wanted[1] + "-" + "\r\n" + wanted[1] + " no"
                            : USUAL;
                });
                MailRelay relay = Relays.to(server.port(), 4, LONG)) {
            List<Outcome> outcomes = all(relay, recipients);
            for (int i = 0; i < recipients.size(); i++) {
                String[] wanted = recipients.get(i).split("-", 3);
                String code = switch (outcomes.get(i)) {
                    case Accepted accepted -> "GOOD";
                    case Temporary temporary -> temporary.code().substring(0, 3);
                    case Permanent permanent -> permanent.code().substring(0, 3);
                };
                assertThat(code)
                        .as("seed " + seed + ", " + recipients.get(i))
                        .isEqualTo(wanted[0].equals("GOOD") ? "GOOD" : wanted[1]);
            }
            assertThat(server.messages)
                    .extracting(ScriptedRelay.Message::to)
                    .containsExactlyInAnyOrderElementsOf(recipients.stream()
                            .filter(to -> to.startsWith("GOOD"))
                            .toList());
        }
    }

    @Test
    void takesAnswersThatComeBeforeTheirCommands() throws Exception {
        try (ScriptedRelay server = new ScriptedRelay((command, to, connection) -> switch (command.split(" ", 2)[0]) {
                    case "MAIL" -> "250 ok\r\n250-yes\r\n250 ok\r\n354 go";
                    case "RCPT", "DATA" -> "";
                    default -> USUAL;
                });
                MailRelay relay = Relays.to(server.port(), 1, LONG)) {
            assertThat(all(relay, List.of("a@x.example", "b@x.example", "c@x.example")))
                    .allMatch(Accepted.class::isInstance);
            assertThat(server.messages).hasSize(3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"354 go\r\n250 taken", "250 what", "hello", "35", "999 x"})
    void takesNoReplyToSomethingElseForAYes(String answer) throws Exception {
        try (ScriptedRelay server = new ScriptedRelay(
                        (command, to, connection) -> command.equals("DATA") && connection == 1 ? answer : USUAL);
                MailRelay relay = Relays.to(server.port(), 1, LONG)) {
            assertThat(Relays.send(relay, "a@x.example"))
                    .isInstanceOfSatisfying(
                            Temporary.class,
                            outcome -> assertThat(outcome.code()).isEqualTo("unexpected"));
            assertThat(Relays.send(relay, "b@x.example")).isInstanceOf(Accepted.class);
        }
    }

    @Test
    void greetsAServerThatKnowsNoExtensionsAsOfOld() throws Exception {
        try (ScriptedRelay server = new ScriptedRelay(
                        (command, to, connection) -> command.startsWith("EHLO") ? "502 what?" : USUAL);
                MailRelay relay = Relays.to(server.port(), 1, LONG)) {
            assertThat(Relays.send(relay, "a@x.example")).isEqualTo(new Accepted("Ok: queued as 4XyZ"));
            assertThat(server.commands).contains("HELO [127.0.0.1]");
        }
    }

    @Test
    void keepsNoAddressOfWhatTheRelaySays() throws Exception {
        try (ScriptedRelay server = new ScriptedRelay((command, to, connection) -> command.startsWith("RCPT")
                        ? "550-5.1.1 <anna.weber@post.example>: user ANNA.WEBER unknown\r\n550 5.1.1 at post.example, ask b%40c.example\u0007"
                        : USUAL);
                MailRelay relay = Relays.to(server.port(), 1, LONG)) {
            Permanent outcome = (Permanent) Relays.send(relay, "anna.weber@post.example");
            assertThat(outcome.code()).isEqualTo("550 5.1.1");
            assertThat(outcome.recipient()).isTrue();
            assertThat(outcome.reason())
                    .doesNotContainIgnoringCase("weber")
                    .doesNotContain("post.example", "c.example", "\u0007");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "550 5.7.1, false",
        "550 5.1.1, true",
        "554 5.1.1, true",
        "550 5.2.2, false",
        "553, true",
        "501 5.1.3, true"
    })
    void believesTheEnhancedStatusBeforeTheCode(String code, boolean recipient) {
        assertThat(Verdict.of(
                        Stage.RCPT,
                        new SmtpReply(
                                Integer.parseInt(code.substring(0, 3)),
                                code.substring(3).strip()),
                        "a@b.example"))
                .isEqualTo(new Permanent(code, "RCPT: ", recipient));
    }

    @ParameterizedTest
    @CsvSource({"AUTH PLAIN LOGIN, AUTH PLAIN", "AUTH LOGIN, AUTH LOGIN"})
    void encryptsAndLogsIn(String offer, String used) throws Exception {
        try (ScriptedRelay server = new ScriptedRelay((command, to, connection) -> {
                    if (command.startsWith("EHLO")) {
                        return "250-relay.example\r\n250-STARTTLS\r\n250-PIPELINING\r\n250 " + offer;
                    }
                    return command.equals("AUTH LOGIN") || command.equals(base64("user"))
                            ? "334 x"
                            : command.equals(base64("pass")) ? "235 welcome" : USUAL;
                });
                MailRelay relay = Relays.to(
                        new MailServer(
                                "localhost",
                                server.port(),
                                "we.example",
                                new Protection(Encryption.STARTTLS, ScriptedRelay.tls(), false),
                                Optional.of(new Login("user", "pass"))),
                        1,
                        LONG)) {
            assertThat(all(relay, List.of("a@x.example", "b@x.example"))).allMatch(Accepted.class::isInstance);
            assertThat(server.commands.subList(0, 3)).containsExactly("EHLO we.example", "STARTTLS", "EHLO we.example");
            assertThat(server.commands.get(3)).startsWith(used);
        }
    }

    @Test
    void sendsNothingToAServerWhoseCertificateIsNotTrusted() throws Exception {
        try (ScriptedRelay server = new ScriptedRelay((command, to, connection) -> USUAL);
                MailRelay relay = Relays.to(
                        new MailServer(
                                "localhost",
                                server.port(),
                                "",
                                new Protection(Encryption.STARTTLS, SSLContext.getDefault(), true),
                                Optional.empty()),
                        1,
                        LONG)) {
            assertThat(Relays.send(relay, "a@x.example"))
                    .isInstanceOfSatisfying(
                            Temporary.class,
                            outcome -> assertThat(outcome.code()).isEqualTo("tls"));
            assertThat(relay.standing().orElseThrow().answers()).isFalse();
            assertThat(server.messages).isEmpty();
        }
    }

    @Test
    void endsWhatWaitsWhenItIsClosedAndRefusesWhatComesLater() throws Exception {
        try (ScriptedRelay server =
                new ScriptedRelay((command, to, connection) -> command.equals(".") ? STALL : USUAL)) {
            MailRelay relay = Relays.to(server.port(), 1, Duration.ofMinutes(5));
            CompletableFuture<Outcome> under = relay.send(Relays.mail("a@x.example"));
            await().atMost(LONG).until(() -> server.commands.contains("DATA"));
            CompletableFuture<Outcome> behind = relay.send(Relays.mail("b@x.example"));
            CompletableFuture<Outcome> last = relay.send(Relays.mail("c@x.example"));
            relay.close();
            assertThat(List.of(under.join(), behind.join(), last.join())).allMatch(Temporary.class::isInstance);
            assertThat(Relays.send(relay, "d@x.example"))
                    .isEqualTo(new Temporary("stopped", "not sent: the service stops"));
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Outcome> all(MailRelay relay, List<String> recipients) throws Exception {
        List<CompletableFuture<Outcome>> sent =
                recipients.stream().map(to -> relay.send(Relays.mail(to))).toList();
        List<Outcome> outcomes = new ArrayList<>();
        for (CompletableFuture<Outcome> one : sent) {
            outcomes.add(one.get(30, TimeUnit.SECONDS));
        }
        return outcomes;
    }
}

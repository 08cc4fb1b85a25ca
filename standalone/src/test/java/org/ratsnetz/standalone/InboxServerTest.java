package org.ratsnetz.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.ratsnetz.parts.Child;
import org.ratsnetz.parts.Output;
import org.ratsnetz.parts.Ports;

class InboxServerTest {

    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Test
    void aMailLiesInTheInboxAndInNoLog() throws Exception {
        int inbox = Ports.free();
        int smtp = Ports.free();
        Child server = start(
                Map.of("RATSNETZ_INBOX_PORT", Integer.toString(inbox), "RATSNETZ_SMTP_PORT", Integer.toString(smtp)));
        try {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(lines).contains("The inbox listens on port " + inbox + "."));
            mail(smtp);
            assertThat(get(inbox)).contains("\"Hallo\"", "canary-7q");
            assertThat(lines).noneMatch(line -> line.contains("canary-7q"));
        } finally {
            server.stop(Duration.ofSeconds(5));
        }
    }

    @Test
    void aMissingSettingIsOneLineAndCodeOne() {
        assertThat(start(Map.of()).ended().join()).isEqualTo(1);
        assertThat(lines).containsExactly("RATSNETZ_INBOX_PORT is missing: the inbox needs it.");
        lines.clear();
        Map<String, String> noPassword = Map.of(
                "RATSNETZ_INBOX_PORT", Integer.toString(Ports.free()),
                "RATSNETZ_SMPP_PORT", Integer.toString(Ports.free()),
                "RATSNETZ_SMS_SYSTEM_ID", "ratsnetz");
        assertThat(start(noPassword).ended().join()).isEqualTo(1);
        assertThat(lines).containsExactly("RATSNETZ_SMS_PASSWORD is missing: the inbox needs it.");
    }

    private Child start(Map<String, String> environment) {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return Child.start(
                List.of(java, "-XX:TieredStopAtLevel=1", "-cp", classPath, InboxServer.class.getName()),
                environment,
                new Output.ToLines("the test's output", lines::add));
    }

    private static void mail(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                InputStream in = socket.getInputStream()) {
            String dialogue = String.join(
                    "\r\n",
                    "EHLO me",
                    "MAIL FROM:<>",
                    "RCPT TO:<a@example.org>",
                    "DATA",
                    "Subject: Hallo",
                    "",
                    "canary-7q",
                    ".",
                    "QUIT",
                    "");
            socket.getOutputStream().write(dialogue.getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(in.readAllBytes(), StandardCharsets.US_ASCII)).contains("250 2.0.0 Mail taken");
        }
    }

    private static String get(int port) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI mails = URI.create("http://127.0.0.1:" + port + "/mail?to=a@example.org");
            return http.send(HttpRequest.newBuilder(mails).build(), BodyHandlers.ofString())
                    .body();
        }
    }
}

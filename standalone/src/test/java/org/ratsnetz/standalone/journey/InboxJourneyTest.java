package org.ratsnetz.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.SMPPSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What is handed to the running platform's own servers lies in its inbox, and nowhere else. */
@ExtendWith(Platforms.Shared.class)
class InboxJourneyTest {

    private static final String ADDRESS = "canary-5kx@example.org";
    private static final String NUMBER = "491701234599";

    @Test
    void whatIsMailedAndTextedLiesInTheInboxAndNowhereElse(Platforms platforms) throws Exception {
        RunningPlatform platform = platforms.first();
        mail(platform.ports().get("smtp"));
        text(platform.ports().get("smpp"), password(platform));

        JsonNode mails = read(platform, "/mail?to=" + ADDRESS);
        assertThat(mails).hasSize(1);
        assertThat(mails.path(0).path("subject").asString()).isEqualTo("Hallo");
        JsonNode texts = read(platform, "/sms?to=+" + NUMBER);
        assertThat(texts).hasSize(1);
        assertThat(texts.path(0).path("text").asString()).isEqualTo("hello 5kx");

        try (Stream<Path> files = Files.walk(platform.data())) {
            List<Path> all = files.filter(file -> Files.isRegularFile(file)
                            && !file.startsWith(platform.data().resolve("mongod"))
                            && !file.startsWith(platform.data().resolve("kafka")))
                    .toList();
            assertThat(all)
                    .anyMatch(file -> file.endsWith("notification-service.log"))
                    .noneMatch(InboxJourneyTest::hasTrace);
        }
    }

    private static boolean hasTrace(Path file) {
        try {
            String content = Files.readString(file, StandardCharsets.ISO_8859_1);
            return content.contains("5kx") || content.contains(NUMBER);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String password(RunningPlatform platform) throws IOException {
        return RunningPlatform.JSON
                .readTree(Files.readString(platform.data().resolve("secrets.json")))
                .path("sms")
                .asString();
    }

    private static JsonNode read(RunningPlatform platform, String path) throws IOException, InterruptedException {
        URI address = URI.create(platform.access().path("inbox").asString() + path);
        return RunningPlatform.JSON.readTree(platform.http
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                .body());
    }

    private static void mail(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                InputStream in = socket.getInputStream()) {
            socket.getOutputStream()
                    .write(("EHLO me\r\nMAIL FROM:<>\r\nRCPT TO:<" + ADDRESS
                                    + ">\r\nDATA\r\nSubject: Hallo\r\n\r\n5kx\r\n.\r\nQUIT\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(in.readAllBytes(), StandardCharsets.US_ASCII)).contains("250 2.0.0 Mail taken");
        }
    }

    private static void text(int port, String password) throws Exception {
        SMPPSession session = new SMPPSession();
        try {
            session.connectAndBind(
                    "127.0.0.1",
                    port,
                    new BindParameter(
                            BindType.BIND_TRX,
                            "ratsnetz",
                            password,
                            "",
                            TypeOfNumber.UNKNOWN,
                            NumberingPlanIndicator.UNKNOWN,
                            null));
            session.submitShortMessage(
                    "",
                    TypeOfNumber.ALPHANUMERIC,
                    NumberingPlanIndicator.UNKNOWN,
                    "Ratsnetz",
                    TypeOfNumber.INTERNATIONAL,
                    NumberingPlanIndicator.ISDN,
                    NUMBER,
                    new ESMClass(),
                    (byte) 0,
                    (byte) 1,
                    null,
                    null,
                    new RegisteredDelivery(0),
                    (byte) 0,
                    new RawDataCoding((byte) 0),
                    (byte) 0,
                    "hello 5kx".getBytes(StandardCharsets.US_ASCII));
        } finally {
            session.unbindAndClose();
        }
    }
}

package org.ratsnetz.notification.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncryptedLinkTest {

    private static final char[] SECRET = "geheimes".toCharArray();

    private static SSLContext asBefore;
    private static SSLContext trusting;

    private SilentCentre centre;

    /** A certificate for {@code localhost}. */
    @BeforeAll
    static void certify(@TempDir Path folder) throws Exception {
        asBefore = SSLContext.getDefault();
        KeyStore keys = keys(folder.resolve("keys.p12"));
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, SECRET);
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        trusting = SSLContext.getInstance("TLS");
        trusting.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
    }

    @BeforeEach
    void start() throws Exception {
        centre = new SilentCentre(
                trusting.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    }

    @AfterEach
    void stop() throws Exception {
        SSLContext.setDefault(asBefore);
        centre.close();
    }

    @Test
    void isMadeToTheOneWhoseCertificateIsTrusted() {
        SSLContext.setDefault(trusting);
        SmsRelay relay = RelayFixture.relay(centre.port(), "tls=true", "host=localhost");
        await().untilAsserted(() -> assertThat(relay.trouble()).isEmpty());
        relay.stop();
    }

    @Test
    void isNotMadeToOneWhoseCertificateIsNotTrusted() {
        SmsRelay relay = RelayFixture.relay(centre.port(), "tls=true", "host=localhost");
        await().untilAsserted(() -> assertThat(relay.trouble())
                .hasValueSatisfying(trouble -> assertThat(trouble).contains("PKIX")));
        assertThat(centre.binds()).isZero();
        relay.stop();
    }

    @Test
    void isNotMadeToOneOfAnotherName() {
        SSLContext.setDefault(trusting);
        SmsRelay relay = RelayFixture.relay(centre.port(), "tls=true", "host=127.0.0.1");
        await().untilAsserted(() -> assertThat(relay.trouble())
                .hasValueSatisfying(trouble -> assertThat(trouble).contains("127.0.0.1")));
        assertThat(centre.binds()).isZero();
        relay.stop();
    }

    private static KeyStore keys(Path file) throws Exception {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process process = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "centre",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(SECRET))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, SECRET);
        }
        return keys;
    }
}

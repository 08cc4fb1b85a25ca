package org.ratsnetz.parts.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ratsnetz.parts.Ports;

class MessageCentreTest {

    private static final int NO_HEADER = 0x00;
    private static final int HEADER = 0x40;

    private final List<Message> heard = new CopyOnWriteArrayList<>();
    private final List<String> receipts = new CopyOnWriteArrayList<>();
    private final MessageCentre centre = MessageCentre.start(0, "ratsnetz", "geheim", heard::add);
    private final SMPPSession phoneCompany = new SMPPSession();

    @AfterEach
    void close() {
        phoneCompany.close();
        centre.close();
    }

    @Test
    void takesAMessageAndTellsWhatCame() throws Exception {
        bind("geheim");
        String id = submit(NO_HEADER, 0, new byte[] {'H', 'i', ' ', 0x1b, 0x65, 0x7b});
        assertThat(heard).singleElement().satisfies(message -> {
            assertThat(message.id()).isEqualTo(id);
            assertThat(message.from()).isEqualTo("Ratsnetz");
            assertThat(message.to()).isEqualTo("+4915112345678");
            assertThat(message.text()).isEqualTo("Hi €ä");
            assertThat(message.parts()).isOne();
            assertThat(message.headers())
                    .containsEntry("data_coding", "0x00")
                    .containsEntry("registered_delivery", "0x01")
                    .containsEntry("user_message_reference", "0x1234");
        });
        assertThat(centre.messages()).isEqualTo(heard);
    }

    @Test
    void putsPartsTogetherWhateverOrderTheyComeIn() throws Exception {
        bind("geheim");
        submit(HEADER, 8, part(2, 2, "Ende"));
        assertThat(heard).isEmpty();
        submit(HEADER, 8, part(2, 1, "Anfang ☂ "));
        assertThat(heard).singleElement().satisfies(message -> {
            assertThat(message.text()).isEqualTo("Anfang ☂ Ende");
            assertThat(message.parts()).isEqualTo(2);
        });
        assertThat(centre.submits()).isEqualTo(2);
    }

    @Test
    void receiptsWhatItWasAskedToReceipt() throws Exception {
        centre.dials().receiptDelay(Duration.ofMillis(1));
        centre.dials().receipts(Dials.Receipts.TWICE);
        bind("geheim");
        String id = submit(NO_HEADER, 0, new byte[] {'x'});
        await().untilAsserted(() -> assertThat(receipts).hasSize(2));
        assertThat(receipts)
                .allSatisfy(
                        text -> assertThat(text).startsWith("id:" + id + " ").contains("stat:DELIVRD"));
    }

    @Test
    void refusesAWrongPassword() {
        assertThatThrownBy(() -> bind("falsch")).isInstanceOf(IOException.class).hasMessageContaining("0000000e");
        assertThat(centre.links()).isZero();
    }

    @Test
    void refusesThrottlesAndCutsAsItIsTold() throws Exception {
        bind("geheim");
        centre.dials().refuse("+4915112345678", 0x0b);
        assertThatThrownBy(() -> submit(NO_HEADER, 0, new byte[] {'x'}))
                .isInstanceOfSatisfying(
                        NegativeResponseException.class,
                        e -> assertThat(e.getCommandStatus()).isEqualTo(0x0b));
        centre.dials().refuse("+4915112345678", 0);
        centre.dials().throttleEvery(1);
        assertThatThrownBy(() -> submit(NO_HEADER, 0, new byte[] {'x'}))
                .isInstanceOfSatisfying(
                        NegativeResponseException.class,
                        e -> assertThat(e.getCommandStatus()).isEqualTo(0x58));
        centre.dials().throttleEvery(0);
        centre.dials().cutAfter(1, 1);
        phoneCompany.setTransactionTimer(200);
        assertThatThrownBy(() -> submit(NO_HEADER, 0, new byte[] {'x'})).isInstanceOf(Exception.class);
        await().untilAsserted(() -> assertThat(centre.links()).isZero());
        assertThat(centre.messages()).hasSize(1);
    }

    private static byte[] part(int total, int number, String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_16BE);
        byte[] part = new byte[octets.length + 6];
        System.arraycopy(new byte[] {5, 0, 3, 77, (byte) total, (byte) number}, 0, part, 0, 6);
        System.arraycopy(octets, 0, part, 6, octets.length);
        return part;
    }

    @Test
    void aClosedOneHasFreedItsPort() {
        for (int i = 0; i < 500; i++) {
            MessageCentre other = MessageCentre.start(0, "ratsnetz", "geheim", heard::add);
            int port = other.port();
            other.close();
            assertThat(Ports.isFree(port)).as("round %d", i).isTrue();
        }
    }

    private void bind(String password) throws IOException {
        phoneCompany.setMessageReceiverListener(new Listener());
        phoneCompany.connectAndBind(
                "127.0.0.1",
                centre.port(),
                new BindParameter(
                        BindType.BIND_TRX,
                        "ratsnetz",
                        password,
                        "",
                        TypeOfNumber.UNKNOWN,
                        NumberingPlanIndicator.UNKNOWN,
                        ""));
    }

    private String submit(int esmClass, int coding, byte[] text) throws Exception {
        return phoneCompany
                .submitShortMessage(
                        "",
                        TypeOfNumber.ALPHANUMERIC,
                        NumberingPlanIndicator.UNKNOWN,
                        "Ratsnetz",
                        TypeOfNumber.INTERNATIONAL,
                        NumberingPlanIndicator.ISDN,
                        "4915112345678",
                        new ESMClass(esmClass),
                        (byte) 0,
                        (byte) 0,
                        null,
                        null,
                        new RegisteredDelivery(1),
                        (byte) 0,
                        new RawDataCoding((byte) coding),
                        (byte) 0,
                        text,
                        new OptionalParameter.User_message_reference((short) 0x1234))
                .getMessageId();
    }

    private final class Listener implements MessageReceiverListener {

        @Override
        public void onAcceptDeliverSm(DeliverSm deliver) {
            receipts.add(new String(deliver.getShortMessage(), StandardCharsets.US_ASCII));
        }

        @Override
        public void onAcceptAlertNotification(AlertNotification notification) {}

        @Override
        public DataSmResult onAcceptDataSm(DataSm data, Session source) throws ProcessRequestException {
            throw new ProcessRequestException("none", 3);
        }
    }
}

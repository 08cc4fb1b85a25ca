package org.ratsnetz.standalone.launch;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.parts.mail.SmtpSink;
import org.ratsnetz.parts.sms.MessageCentre;
import org.ratsnetz.standalone.data.LocalSecrets;
import org.ratsnetz.standalone.inbox.Inbox;

/**
 * Where mails and text messages go: to what the environment names, else to servers of our own that put them into an inbox on this
 * machine.
 */
final class Outgoing implements AutoCloseable {

    static final String INBOX = "inbox";
    static final String SMTP = "smtp";
    static final String SMPP = "smpp";

    private static final String MAIL_HOST = "SPRING_MAIL_HOST";
    private static final String SMS_HOST = "RATSNETZ_SMS_HOST";
    private static final String SMS_SENDER = "RATSNETZ_SMS_SENDER";
    private static final String SECRET = "RATSNETZ_NOTIFICATION_SECRET";
    private static final String BASE_URL = "RATSNETZ_NOTIFICATION_BASE_URL";
    private static final String LOOPBACK = "127.0.0.1";
    private static final String SYSTEM_ID = "ratsnetz";
    private static final int PASSWORD = 6; // eight characters of base64: SMPP takes no more
    private static final int KEY = 32;

    private final Map<String, String> environment;
    private final PortPlan ports;
    private final LocalSecrets secrets;
    private @Nullable Inbox inbox;
    private @Nullable SmtpSink mail;
    private @Nullable MessageCentre sms;

    /** @param environment the launcher's own, which its children inherit */
    Outgoing(Map<String, String> environment, PortPlan ports, LocalSecrets secrets) {
        this.environment = environment;
        this.ports = ports;
        this.secrets = secrets;
    }

    /** Starts what the environment names no other for. */
    synchronized void start() {
        if (isNamed(MAIL_HOST) && isNamed(SMS_HOST)) {
            return;
        }
        Inbox opened = Inbox.start(ports.of(INBOX));
        inbox = opened;
        if (!isNamed(MAIL_HOST)) {
            mail = SmtpSink.start(ports.of(SMTP), opened::keep);
        }
        if (!isNamed(SMS_HOST)) {
            sms = MessageCentre.start(ports.of(SMPP), SYSTEM_ID, password(), opened::keep);
        }
    }

    /** Address of the inbox; empty when nothing goes there. */
    synchronized Optional<String> inbox() {
        return Optional.ofNullable(inbox).map(Inbox::address);
    }

    /**
     * What notification-service is told beside what it inherits: nothing that the environment itself says, but for the address of a
     * server of ours.
     *
     * @param gateway address that links in messages begin with
     */
    Map<String, String> variables(String gateway) {
        Map<String, String> variables = new HashMap<>();
        if (!isNamed(MAIL_HOST)) {
            variables.put(MAIL_HOST, LOOPBACK);
            variables.put("SPRING_MAIL_PORT", port(SMTP));
        }
        if (!isNamed(SMS_HOST)) {
            variables.put(SMS_HOST, LOOPBACK);
            variables.put("RATSNETZ_SMS_PORT", port(SMPP));
            variables.put("RATSNETZ_SMS_SYSTEM_ID", SYSTEM_ID);
            variables.put("RATSNETZ_SMS_PASSWORD", password());
        }
        if (!isNamed(SMS_SENDER)) {
            variables.put(SMS_SENDER, "Ratsnetz");
        }
        if (!isNamed(BASE_URL)) {
            variables.put(BASE_URL, gateway);
        }
        if (!isNamed(SECRET)) {
            variables.put(SECRET, secrets.of("notification", KEY));
        }
        return variables;
    }

    private boolean isNamed(String variable) {
        return !environment.getOrDefault(variable, "").isBlank();
    }

    private String port(String name) {
        return Integer.toString(ports.of(name));
    }

    private String password() {
        return secrets.of("sms", PASSWORD);
    }

    @Override
    public synchronized void close() {
        if (mail != null) {
            mail.close();
        }
        if (sms != null) {
            sms.close();
        }
        if (inbox != null) {
            inbox.close();
        }
    }
}

package org.ratsnetz.notification;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ratsnetz.parts.mail.ReceivedMail;
import org.ratsnetz.parts.mail.SmtpSink;
import org.ratsnetz.parts.sms.Message;
import org.ratsnetz.parts.sms.MessageCentre;
import org.ratsnetz.platform.testing.RunningService;
import org.ratsnetz.platform.testing.Told;

/** A notification-service on the real parts, with a mail server and a message centre that keep what arrives. */
public final class RunningNotification implements AutoCloseable {

    /** Base of links. */
    public static final String BASE = "https://ratsnetz.example";

    private static final Pattern LINK = Pattern.compile(Pattern.quote(BASE) + "[^\\s<>\"]*");

    private final List<ReceivedMail> mails = Collections.synchronizedList(new ArrayList<>());
    private final List<Message> texts = Collections.synchronizedList(new ArrayList<>());
    private final SmtpSink sink = SmtpSink.start(0, mails::add);
    private final MessageCentre centre = MessageCentre.start(0, "ratsnetz", "secret", texts::add);
    private final RunningService service;

    private RunningNotification(String database, String... more) {
        Told.createTopics();
        List<String> settings = new ArrayList<>(List.of(
                "--spring.mail.host=127.0.0.1",
                "--spring.mail.port=" + sink.port(),
                "--ratsnetz.sms.host=127.0.0.1",
                "--ratsnetz.sms.port=" + centre.port(),
                "--ratsnetz.sms.system-id=ratsnetz",
                "--ratsnetz.sms.password=secret",
                "--ratsnetz.sms.sender=Ratsnetz",
                "--ratsnetz.notification.base-url=" + BASE,
                "--ratsnetz.notification.secret=" + "c".repeat(43) + "=",
                "--ratsnetz.delivery.gather=3s",
                "--ratsnetz.fanout.import-quiet=2s"));
        settings.addAll(List.of(more));
        this.service = RunningService.start(NotificationService.class, database, settings.toArray(String[]::new));
    }

    /** The one that most tests share; it ends with the JVM. */
    public static RunningNotification shared() {
        return Shared.NOTIFICATION;
    }

    /** Another one. Consumer groups are the same: events are shared among all that run. */
    public static RunningNotification start(String database, String... more) {
        return new RunningNotification(database, more);
    }

    private static final class Shared {
        static final RunningNotification NOTIFICATION = new RunningNotification("notification");
    }

    /** The service itself. */
    public RunningService service() {
        return service;
    }

    /** The message centre, to turn its dials. */
    public MessageCentre centre() {
        return centre;
    }

    /** A bean. */
    public <T> T bean(Class<T> type) {
        return service.context().getBean(type);
    }

    /** Mails to an address so far, the oldest first. */
    public List<Post> mails(String address) {
        synchronized (mails) {
            return mails.stream()
                    .filter(mail -> mail.recipients().contains(address))
                    .map(Post::of)
                    .toList();
        }
    }

    /** Text messages to a number so far, the oldest first. */
    public List<Message> texts(String number) {
        synchronized (texts) {
            return texts.stream().filter(text -> text.to().equals(number)).toList();
        }
    }

    /**
     * A mail as a program reads it.
     *
     * @param source header and bodies
     * @param subject subject
     * @param text plain text
     * @param html HTML
     */
    public record Post(String source, String subject, String text, String html) {

        static Post of(ReceivedMail mail) {
            try {
                MimeMessage message =
                        new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail.source()));
                MimeMultipart parts = (MimeMultipart) message.getContent();
                return new Post(
                        new String(mail.source(), StandardCharsets.UTF_8),
                        message.getSubject(),
                        (String) parts.getBodyPart(0).getContent(),
                        (String) parts.getBodyPart(1).getContent());
            } catch (IOException | MessagingException e) {
                throw new IllegalStateException(e);
            }
        }

        /** The value of a header, unfolded. */
        public String header(String name) {
            Matcher found = Pattern.compile(
                            "(?im)^" + Pattern.quote(name) + ":[ \\t]*((?:.|\\r?\\n[ \\t])*?)\\r?\\n(?![ \\t])")
                    .matcher(source);
            if (!found.find()) {
                throw new AssertionError("no header " + name + " in " + source);
            }
            return found.group(1).replaceAll("\\r?\\n[ \\t]", "");
        }
    }

    /** The path and query of the link in a text that leads to this path. */
    public static String link(String text, String path) {
        Matcher links = LINK.matcher(text);
        while (links.find()) {
            String link = links.group().substring(BASE.length());
            if (link.toLowerCase(Locale.ROOT).startsWith(path)) {
                return link;
            }
        }
        throw new AssertionError("no link to " + path + " in " + text);
    }

    @Override
    public void close() {
        service.close();
        sink.close();
        centre.close();
    }
}

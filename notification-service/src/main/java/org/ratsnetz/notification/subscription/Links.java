package org.ratsnetz.notification.subscription;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * The links in messages. Who has one may do what it is for and nothing else; none can be made without the secret. The token of a
 * confirmation is stored as a digest only, and made anew when its message is written; the others are the id of a subscriber, for
 * leaving also those of the subscriptions that brought the message, and a seal over them.
 */
@Component
@EnableConfigurationProperties(NotificationProperties.class)
public class Links {

    private static final String CONFIRM = "confirm";
    private static final String PREFERENCES = "preferences";
    private static final String UNSUBSCRIBE = "unsubscribe";
    private static final int ID = 16;
    private static final int SUBSCRIPTION = 8;
    private static final int MOST_SUBSCRIPTIONS = 16;

    private final String base;
    private final Seal seal;

    Links(NotificationProperties properties) {
        this.base = properties.baseUrl().toString().replaceAll("/+$", "");
        this.seal = new Seal(properties.secret());
    }

    /** The page that confirms, in a language. */
    public URI confirmation(String confirmation, Locale language) {
        return page("/abo/bestaetigen", confirmationToken(confirmation), language);
    }

    /** The page where a subscriber sees and changes everything. */
    public URI preferences(String subscriber, Locale language) {
        return page("/abo/einstellungen", preferencesToken(subscriber), language);
    }

    /** The page that ends these subscriptions. */
    public URI unsubscribe(String subscriber, List<String> subscriptions, Locale language) {
        return page("/abo/abmelden", unsubscribeToken(subscriber, subscriptions), language);
    }

    /** Where a mail program ends them by one POST (RFC 8058). */
    public URI oneClick(String subscriber, List<String> subscriptions) {
        return URI.create(base + "/api/subscriptions/unsubscribe?token=" + unsubscribeToken(subscriber, subscriptions));
    }

    /** Host of the platform's address: mails are named after it. */
    public String host() {
        return String.valueOf(URI.create(base).getHost());
    }

    /** The page of a council. */
    public URI council(String ags, Locale language) {
        return URI.create(base + "/rat/" + ags + (german(language) ? "" : "?lang=" + language.getLanguage()));
    }

    /** The page that a mail program's address leads a person to. */
    URI unsubscribePage(String token, Locale language) {
        return page("/abo/abmelden", token, language);
    }

    private URI page(String path, String token, Locale language) {
        return URI.create(
                base + path + "?token=" + token + (german(language) ? "" : "&lang=" + language.getLanguage()));
    }

    /** Pages are in German unless their address says otherwise. */
    private static boolean german(Locale language) {
        return language.getLanguage().equals(Locale.GERMAN.getLanguage());
    }

    String confirmationToken(String confirmation) {
        return seal.of(CONFIRM, confirmation);
    }

    /** As which a token of a confirmation is stored. */
    static String digest(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** As which an address is known where it must not be recognised: for limits and for what must never be written to again. */
    public String digest(Recipient recipient) {
        return seal.of("recipient", recipient.channel() + " " + recipient.address());
    }

    String preferencesToken(String subscriber) {
        return sealed(PREFERENCES, bytes(subscriber));
    }

    private String unsubscribeToken(String subscriber, List<String> subscriptions) {
        List<String> some = subscriptions.subList(0, Math.min(subscriptions.size(), MOST_SUBSCRIPTIONS));
        ByteBuffer content = ByteBuffer.allocate(ID + some.size() * SUBSCRIPTION);
        content.put(bytes(subscriber));
        some.forEach(subscription -> content.put(HexFormat.of().parseHex(subscription)));
        return sealed(UNSUBSCRIBE, content.array());
    }

    private String sealed(String purpose, byte[] content) {
        byte[] mark = seal.of(purpose, content);
        return Seal.text(ByteBuffer.allocate(content.length + mark.length)
                .put(content)
                .put(mark)
                .array());
    }

    /** The subscriber whose preferences a token opens, empty when it is not one of ours. */
    Optional<String> readPreferences(String token) {
        return opened(PREFERENCES, token)
                .filter(content -> content.length == ID)
                .map(content -> subscriber(ByteBuffer.wrap(content)));
    }

    /**
     * What a token ends.
     *
     * @param subscriber subscriber
     * @param subscriptions ids of the subscriptions
     */
    record Ending(String subscriber, List<String> subscriptions) {}

    /** What a token ends, empty when it is not one of ours. */
    Optional<Ending> readUnsubscribe(String token) {
        return opened(UNSUBSCRIBE, token)
                .filter(content -> content.length > ID && (content.length - ID) % SUBSCRIPTION == 0)
                .map(content -> {
                    ByteBuffer buffer = ByteBuffer.wrap(content);
                    String subscriber = subscriber(buffer);
                    List<String> subscriptions = new ArrayList<>();
                    while (buffer.hasRemaining()) {
                        byte[] id = new byte[SUBSCRIPTION];
                        buffer.get(id);
                        subscriptions.add(HexFormat.of().formatHex(id));
                    }
                    return new Ending(subscriber, List.copyOf(subscriptions));
                });
    }

    private Optional<byte[]> opened(String purpose, String token) {
        try {
            byte[] all = Base64.getUrlDecoder().decode(token);
            if (all.length <= Seal.BYTES) {
                return Optional.empty();
            }
            byte[] content = Arrays.copyOf(all, all.length - Seal.BYTES);
            byte[] mark = Arrays.copyOfRange(all, content.length, all.length);
            return MessageDigest.isEqual(mark, seal.of(purpose, content)) ? Optional.of(content) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] bytes(String subscriber) {
        UUID id = UUID.fromString(subscriber);
        return ByteBuffer.allocate(ID)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private static String subscriber(ByteBuffer content) {
        return new UUID(content.getLong(), content.getLong()).toString();
    }
}

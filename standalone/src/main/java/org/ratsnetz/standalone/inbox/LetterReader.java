package org.ratsnetz.standalone.inbox;

import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.MimePartDataSource;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a mail's source. One that is no well-formed mail is shown as its source: nothing that came is left out. */
final class LetterReader {

    private static final Session SESSION = session();
    private static final int DEEPEST = 10;

    private @Nullable String text;
    private @Nullable String html;

    private LetterReader() {}

    private static Session session() {
        Properties properties = new Properties();
        properties.setProperty("mail.mime.allowutf8", "true");
        return Session.getInstance(properties);
    }

    static Letter read(Block.Found found) {
        Kept kept = found.kept();
        try {
            MimeMessage message = new MimeMessage(SESSION, new ByteArrayInputStream(found.content()));
            LetterReader reader = new LetterReader();
            reader.collect(message, 0);
            Map<String, Object> headers = headers(message);
            return new Letter(
                    kept.id(),
                    header(message, "From").orElse(kept.from()),
                    kept.to(),
                    header(message, "Subject").orElse(""),
                    Optional.ofNullable(reader.text).orElse(""),
                    reader.html,
                    headers,
                    kept.receivedAt());
        } catch (MessagingException | IOException e) {
            String source = new String(found.content(), StandardCharsets.UTF_8);
            return new Letter(kept.id(), kept.from(), kept.to(), "", source, null, Map.of(), kept.receivedAt());
        }
    }

    private void collect(MimePart part, int depth) throws MessagingException, IOException {
        if (Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition()) || depth > DEEPEST) {
            return;
        }
        if (part.isMimeType("multipart/*")) {
            MimeMultipart parts = new MimeMultipart(new MimePartDataSource(part));
            for (int i = 0; i < parts.getCount(); i++) {
                collect((MimeBodyPart) parts.getBodyPart(i), depth + 1);
            }
        } else if (part.isMimeType("text/html") && html == null) {
            html = decoded(part);
        } else if (part.isMimeType("text/plain") && text == null) {
            text = decoded(part);
        }
    }

    private static String decoded(MimePart part) throws MessagingException, IOException {
        try (InputStream in = part.getDataHandler().getInputStream()) {
            return new String(in.readAllBytes(), charset(part)).replace("\r\n", "\n");
        }
    }

    private static Charset charset(MimePart part) throws MessagingException {
        String name = new ContentType(part.getContentType()).getParameter("charset");
        try {
            return name == null ? StandardCharsets.UTF_8 : Charset.forName(MimeUtility.javaCharset(name));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.UTF_8;
        }
    }

    private static Optional<String> header(MimeMessage message, String name) throws MessagingException {
        return Optional.ofNullable(message.getHeader(name, ", ")).map(LetterReader::decoded);
    }

    private static Map<String, Object> headers(MimeMessage message) throws MessagingException {
        Map<String, List<String>> all = new LinkedHashMap<>();
        Map<String, String> names = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Header header : Collections.list(message.getAllHeaders())) {
            String name = names.computeIfAbsent(header.getName(), first -> first);
            all.computeIfAbsent(name, none -> new ArrayList<>()).add(decoded(header.getValue()));
        }
        Map<String, Object> headers = new LinkedHashMap<>();
        all.forEach((name, values) -> headers.put(name, values.size() == 1 ? values.getFirst() : values));
        return headers;
    }

    private static String decoded(String value) {
        String line = MimeUtility.unfold(value);
        try {
            return MimeUtility.decodeText(line);
        } catch (UnsupportedEncodingException e) {
            return line;
        }
    }
}

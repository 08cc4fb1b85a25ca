package org.ratsnetz.gateway.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;

/**
 * One file of the page, kept in memory and compressed once. Browsers ask each time whether it has changed, so that a new release is
 * seen whole at once; mostly it has not.
 */
final class PageFile implements WebHandler {

    private static final String CACHING = "public, no-cache";
    private static final List<String> TEXT = List.of("text", "application", "image/svg+xml");

    private final byte[] plain;
    private final byte @Nullable [] compressed;
    private final String type;
    private final String tag;

    PageFile(String name, byte[] content) {
        this.plain = content;
        this.type = type(name);
        this.compressed = TEXT.stream().anyMatch(type::startsWith) ? gzip(content) : null;
        this.tag = digest(content);
    }

    String type() {
        return type;
    }

    byte[] content() {
        return plain.clone();
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        HttpMethod method = exchange.getRequest().getMethod();
        boolean head = HttpMethod.HEAD.equals(method);
        if (!head && !HttpMethod.GET.equals(method)) {
            return Mono.error(new MethodNotAllowedException(method, List.of(HttpMethod.GET, HttpMethod.HEAD)));
        }
        HttpHeaders asked = exchange.getRequest().getHeaders();
        byte[] small = accepts(asked) ? compressed : null;
        String etag = small == null ? "\"" + tag + "\"" : "\"" + tag + "-gzip\"";
        ServerHttpResponse response = exchange.getResponse();
        HttpHeaders headers = response.getHeaders();
        headers.set(HttpHeaders.CACHE_CONTROL, CACHING);
        headers.set(HttpHeaders.ETAG, etag);
        headers.set(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (asked.getIfNoneMatch().contains(etag)) {
            response.setStatusCode(HttpStatus.NOT_MODIFIED);
            return response.setComplete();
        }
        byte[] body = small == null ? plain : small;
        headers.set(HttpHeaders.CONTENT_TYPE, type);
        headers.setContentLength(body.length);
        if (small != null) {
            headers.set(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        return head
                ? response.setComplete()
                : response.writeWith(
                        Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }

    private static boolean accepts(HttpHeaders asked) {
        String encodings = asked.getFirst(HttpHeaders.ACCEPT_ENCODING);
        return encodings != null && encodings.contains("gzip") && !encodings.contains("gzip;q=0");
    }

    private static String type(String name) {
        MediaType type = MediaTypeFactory.getMediaType(name).orElse(MediaType.APPLICATION_OCTET_STREAM);
        boolean text = type.getType().equals("text") || type.getSubtype().contains("javascript");
        return text ? type + ";charset=" + StandardCharsets.UTF_8 : type.toString();
    }

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String digest(byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(hash, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

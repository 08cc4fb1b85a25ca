package org.ratsnetz.gateway.security;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.util.AsciiString;
import java.util.List;
import java.util.Map;

/**
 * The security headers of every answer. They are set next to the wire, so that answers that never reach WebFlux (a request that
 * cannot be parsed, the stream) carry them too. An answer that says nothing about caching is not to be kept.
 */
@Sharable
final class AnswerHeaders extends ChannelOutboundHandlerAdapter {

    /** Scripts and styles from here only, nothing inline, no framing. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
                    + "frame-ancestors 'none'";

    private static final List<Map.Entry<AsciiString, AsciiString>> ALWAYS = List.of(
            header("Strict-Transport-Security", "max-age=31536000; includeSubDomains"),
            header("Content-Security-Policy", POLICY),
            header("X-Content-Type-Options", "nosniff"),
            header("X-Frame-Options", "DENY"),
            header("Referrer-Policy", "no-referrer"),
            header("Cross-Origin-Opener-Policy", "same-origin"),
            header("Permissions-Policy", "camera=(), geolocation=(), microphone=()"));

    private static final List<AsciiString> NEVER = List.of(
            AsciiString.cached("Server"),
            AsciiString.cached("X-Powered-By"),
            AsciiString.cached("X-XSS-Protection"),
            AsciiString.cached("Pragma"),
            AsciiString.cached("Expires"));

    private static final AsciiString CACHE_CONTROL = AsciiString.cached("Cache-Control");
    private static final AsciiString NO_STORE = AsciiString.cached("no-store");

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response
                && response.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
            complete(response.headers());
        }
        var _ = context.write(message, promise);
    }

    private static void complete(HttpHeaders headers) {
        for (AsciiString name : NEVER) {
            headers.remove(name);
        }
        for (Map.Entry<AsciiString, AsciiString> header : ALWAYS) {
            headers.set(header.getKey(), header.getValue());
        }
        if (!headers.contains(CACHE_CONTROL)) {
            headers.set(CACHE_CONTROL, NO_STORE);
        }
    }

    private static Map.Entry<AsciiString, AsciiString> header(String name, String value) {
        return Map.entry(AsciiString.cached(name), AsciiString.cached(value));
    }
}

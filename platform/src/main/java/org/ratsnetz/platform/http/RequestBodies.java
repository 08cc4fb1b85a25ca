package org.ratsnetz.platform.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.platform.problem.Problem;
import org.ratsnetz.platform.problem.Refused;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/**
 * Reads the bodies of {@code @RequestBody} arguments, after the caller was let in: at most 1 MB, proper JSON without dangerous
 * names, and nothing missing that the record says must be there. The bytes stay with the request, since a repetition is known
 * by them. What streams (imports) takes the request itself and is not touched.
 */
@RestControllerAdvice
final class RequestBodies extends RequestBodyAdviceAdapter {

    static final int LARGEST = 1024 * 1024;

    private static final String ATTRIBUTE = RequestBodies.class.getName() + ".bytes";
    private static final byte[] NOTHING = {};

    /** The body's bytes, none where there was no body argument. */
    static byte[] bytes(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof byte[] bytes ? bytes : NOTHING;
    }

    @Override
    public boolean supports(MethodParameter parameter, Type type, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public HttpInputMessage beforeBodyRead(
            HttpInputMessage message,
            MethodParameter parameter,
            Type type,
            Class<? extends HttpMessageConverter<?>> converter)
            throws IOException {
        if (message.getHeaders().getContentLength() > LARGEST) {
            throw tooLarge();
        }
        byte[] bytes = message.getBody().readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw tooLarge();
        }
        JsonShape.check(bytes);
        RequestContextHolder.currentRequestAttributes().setAttribute(ATTRIBUTE, bytes, RequestAttributes.SCOPE_REQUEST);
        return new Read(message.getHeaders(), bytes);
    }

    @Override
    public Object afterBodyRead(
            Object body,
            HttpInputMessage message,
            MethodParameter parameter,
            Type type,
            Class<? extends HttpMessageConverter<?>> converter) {
        if (body == null) { // the JSON null, which Spring's signature does not tell of
            throw new Refused(Problem.of(400, "body-required"));
        }
        RequiredFields.check(body);
        return body;
    }

    @Override
    public @Nullable Object handleEmptyBody(
            @Nullable Object body,
            HttpInputMessage message,
            MethodParameter parameter,
            Type type,
            Class<? extends HttpMessageConverter<?>> converter) {
        RequestBody wanted = parameter.getParameterAnnotation(RequestBody.class);
        if (wanted != null && !wanted.required()) {
            return body; // so do the operations of the management port
        }
        throw new Refused(Problem.of(400, "body-required"));
    }

    private static Refused tooLarge() {
        return new Refused(Problem.of(413, "body-too-large", LARGEST));
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Read(HttpHeaders headers, byte[] bytes) implements HttpInputMessage {

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }

        @Override
        public InputStream getBody() {
            return new ByteArrayInputStream(bytes);
        }
    }
}

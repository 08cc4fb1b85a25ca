package org.ratsnetz.gateway.session;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How people sign in. The provider is the issuer whose tokens are believed ({@code ratsnetz.security}). Without client id, secret and
 * address nobody can sign in, and everything else works.
 *
 * @param clientId the gateway's name at the provider
 * @param clientSecret its secret there
 * @param address the gateway's own address as browsers see it; https, or http on the loopback address
 * @param metadata where the provider's metadata are, when not under the issuer's address
 * @param idle a session nobody used for so long is over
 * @param life a session is over so long after it began, used or not
 * @param most sessions at once; beyond, some that are used little end
 */
@ConfigurationProperties("ratsnetz.gateway.session")
record SessionSettings(
        @Nullable String clientId,
        @Nullable String clientSecret,
        @Nullable URI address,
        @Nullable URI metadata,
        @DefaultValue("1h") Duration idle,
        @DefaultValue("10h") Duration life,
        @DefaultValue("10000") int most) {

    SessionSettings {
        long given = Stream.of(clientId, clientSecret, address)
                .filter(Objects::nonNull)
                .filter(value -> !value.toString().isBlank())
                .count();
        if (given != 0 && given != 3) {
            throw new IllegalArgumentException(
                    "ratsnetz.gateway.session needs client-id, client-secret and address, or none of them");
        }
        if (given == 0) {
            clientId = null;
            clientSecret = null;
            address = null;
        } else {
            address = checked(Objects.requireNonNull(address));
        }
    }

    /** Whether people can sign in. */
    boolean on() {
        return address != null;
    }

    /** An address of the gateway as browsers see it. */
    URI at(String path) {
        return URI.create(Objects.requireNonNull(address, "nobody can sign in here") + path);
    }

    /** Whether a name and the public one both mean this machine, so that a browser may use either. */
    boolean otherNameOfLoopback(@Nullable String host) {
        String own = address == null ? null : address.getHost();
        return own != null && host != null && !own.equals(host) && isLoopback(own) && isLoopback(host);
    }

    private static URI checked(URI address) {
        boolean bare = address.getHost() != null
                && (address.getPath() == null || address.getPath().isEmpty())
                && address.getQuery() == null;
        boolean safe = "https".equals(address.getScheme())
                || ("http".equals(address.getScheme()) && isLoopback(address.getHost()));
        if (!bare || !safe) {
            throw new IllegalArgumentException(
                    "ratsnetz.gateway.session.address is scheme, host and port without a path, "
                            + "with https unless it is the loopback address: browsers keep the session's cookie for no other");
        }
        return address;
    }

    private static boolean isLoopback(String host) {
        if (host.equals("localhost")) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "SessionSettings[" + clientId + " at " + address + "]";
    }
}

package org.ratsnetz.gateway.security;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/** Where a request comes from: the other end of the connection, or what a trusted proxy there says. */
@Component
public class ClientAddress {

    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final String FORWARDED_PROTO = "X-Forwarded-Proto";

    private final EdgeSettings settings;

    ClientAddress(EdgeSettings settings) {
        this.settings = settings;
    }

    /** The client's address. */
    public InetAddress of(ServerHttpRequest request) {
        InetAddress peer = peer(request);
        return settings.trustedProxies().isEmpty()
                ? peer
                : behind(peer, request.getHeaders().getOrEmpty(FORWARDED_FOR));
    }

    /**
     * The client's address, for a request below WebFlux.
     *
     * @param forwardedFor all lines of the header, in their order
     */
    public InetAddress of(@Nullable InetSocketAddress peer, List<String> forwardedFor) {
        return behind(peer == null ? InetAddress.getLoopbackAddress() : peer.getAddress(), forwardedFor);
    }

    /** The scheme that the client used. */
    public String scheme(ServerHttpRequest request) {
        String claimed = request.getHeaders().getFirst(FORWARDED_PROTO);
        if (claimed != null && trusted(peer(request))) {
            return claimed.equals("https") ? "https" : "http";
        }
        return request.getSslInfo() == null ? "http" : "https";
    }

    private static InetAddress peer(ServerHttpRequest request) {
        InetSocketAddress peer = request.getRemoteAddress();
        return peer == null ? InetAddress.getLoopbackAddress() : peer.getAddress();
    }

    /** From right to left, over all lines, each trusted proxy vouches for the one before it. */
    private InetAddress behind(InetAddress peer, List<String> forwardedFor) {
        InetAddress address = peer;
        if (forwardedFor.isEmpty() || !trusted(peer)) {
            return address;
        }
        String[] hops = String.join(",", forwardedFor).split(",");
        for (int i = hops.length - 1; i >= 0 && trusted(address); i--) {
            try {
                address = InetAddress.ofLiteral(hops[i].strip());
            } catch (IllegalArgumentException e) {
                return address;
            }
        }
        return address;
    }

    private boolean trusted(InetAddress address) {
        for (Network network : settings.trustedProxies()) {
            if (network.holds(address)) {
                return true;
            }
        }
        return false;
    }
}

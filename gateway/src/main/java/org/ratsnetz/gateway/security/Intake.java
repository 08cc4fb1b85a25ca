package org.ratsnetz.gateway.security;

import io.netty.channel.Channel;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Takes no more connections in some moments before the server shuts down. The server waits for requests that it knows of and closes
 * all other connections: without these moments also one whose request is just being read, and will be passed on.
 */
@Component
class Intake implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory>, SmartLifecycle {

    private static final int MOMENTS_MILLIS = 250;

    private volatile @Nullable Channel listening;
    private volatile boolean running;

    @Override
    public void customize(NettyReactiveWebServerFactory factory) {
        factory.addServerCustomizers(server -> server.doOnBound(bound -> listening = bound.channel()));
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        Channel channel = listening;
        if (channel != null) {
            var _ = channel.config().setAutoRead(false);
        }
    }

    @Override
    public void stop(Runnable callback) {
        stop();
        Channel channel = listening;
        if (channel == null) {
            callback.run();
        } else {
            var _ = channel.eventLoop().schedule(callback, MOMENTS_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After the streams were closed, and before the server's own graceful shutdown. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 512;
    }
}

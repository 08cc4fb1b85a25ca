package org.ratsnetz.gateway.security;

import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;

/** Sets the HTTP server up for the open: headers on every answer, idle connections closed. */
@Component
class EdgeServer implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {

    private static final int BACKLOG = 4_096;

    private final AnswerHeaders headers = new AnswerHeaders();
    private final EdgeSettings settings;

    EdgeServer(EdgeSettings settings) {
        this.settings = settings;
    }

    @Override
    public void customize(NettyReactiveWebServerFactory factory) {
        factory.addServerCustomizers(server -> server.idleTimeout(settings.idle())
                .option(io.netty.channel.ChannelOption.SO_BACKLOG, BACKLOG)
                .doOnChannelInit((observer, channel, remote) ->
                        channel.pipeline().addAfter(NettyPipeline.HttpCodec, "ratsnetz.headers", headers)));
    }
}

package org.ratsnetz.standalone.identity;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/** The OpenID provider: a small web server on the loopback address, seen from outside under the gateway's port. */
@SpringBootApplication
public class IdentityProvider {

    static final String AUDIENCE = "ratsnetz";

    /**
     * Starts the provider.
     *
     * @param port where it listens
     * @param issuer the gateway's address, which stands in every token
     * @param log file of its own log
     * @return what ends it
     */
    public static ConfigurableApplicationContext start(
            int port,
            String issuer,
            Clients clients,
            People people,
            GatewayClient gateway,
            SigningKeys keys,
            Path log) {
        return new SpringApplicationBuilder(IdentityProvider.class)
                .initializers(context -> {
                    GenericApplicationContext beans = (GenericApplicationContext) context;
                    beans.registerBean(Clients.class, () -> clients);
                    beans.registerBean(People.class, () -> people);
                    beans.registerBean(GatewayClient.class, () -> gateway);
                    beans.registerBean(SigningKeys.class, () -> keys);
                    beans.registerBean(Issuer.class, () -> new Issuer(issuer));
                })
                .registerShutdownHook(false)
                .properties(Map.of("server.port", port, "logging.file.name", log.toString()))
                .run();
    }

    @Bean
    InstantSource clock() {
        return Clock.systemUTC();
    }

    @Bean
    JWKSource<SecurityContext> jwkSource(SigningKeys keys) {
        return keys.source();
    }

    @Bean
    RegisteredClientRepository registeredClients(Clients clients, GatewayClient gateway) {
        return new RegisteredClients(clients, gateway);
    }

    @Bean
    OAuth2AuthorizationService authorizations(InstantSource clock) {
        return new Authorizations(clock);
    }

    @Bean
    PasswordEncoder secrets() {
        return new Secrets();
    }

    @Bean
    AuthorizationServerSettings authorizationServerSettings(Issuer issuer) {
        return AuthorizationServerSettings.builder().issuer(issuer.address()).build();
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> claims(Clients clients, People people) {
        return new Claims(clients, people);
    }

    @Bean
    SessionRegistry sessionRegistry() {
        return new NoSessions();
    }

    /** Not even the authorization server's own sessions, which last for one request, leave anything in a browser. */
    @Bean
    ServletContextInitializer noSessionCookie() {
        return context -> context.setSessionTrackingModes(Set.of());
    }
}

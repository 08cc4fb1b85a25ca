package org.ratsnetz.standalone.identity;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/** The clients as the authorization server asks for them; to it a revoked one does not exist. */
final class RegisteredClients implements RegisteredClientRepository {

    /** Clocks may differ by so much: every service still takes a token that ended so long ago. */
    static final Duration SKEW = Duration.ofSeconds(30);

    /** A revoked client is out when nobody takes its last token any more: five minutes after it got it. */
    static final Duration TOKEN_LIFE = Duration.ofMinutes(5).minus(SKEW);

    private static final Duration CODE_LIFE = Duration.ofMinutes(1);
    /** How long a person need not come back; the gateway ends its sessions earlier. */
    private static final Duration REFRESH_LIFE = Duration.ofHours(2);

    private final Clients clients;
    private final RegisteredClient gateway;

    RegisteredClients(Clients clients, GatewayClient gateway) {
        this.clients = clients;
        this.gateway = registered(gateway);
    }

    @Override
    public void save(RegisteredClient client) {
        throw new IllegalStateException("Clients are created by their own API");
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return findByClientId(id);
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String id) {
        if (id.equals(GatewayClient.ID)) {
            return gateway;
        }
        return clients.find(id)
                .filter(client -> !client.isRevoked())
                .map(RegisteredClients::registered)
                .orElse(null);
    }

    private static RegisteredClient registered(Client client) {
        return RegisteredClient.withId(client.id())
                .clientId(client.id())
                .clientIdIssuedAt(client.createdAt())
                .clientSecret(client.secretHash())
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .tokenSettings(TokenSettings.builder()
                        .accessTokenTimeToLive(TOKEN_LIFE)
                        .build())
                .build();
    }

    private static RegisteredClient registered(GatewayClient gateway) {
        return RegisteredClient.withId(GatewayClient.ID)
                .clientId(GatewayClient.ID)
                .clientSecret(Secrets.hash(gateway.secret()))
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                .redirectUri(gateway.callback())
                .scope(OidcScopes.OPENID)
                .scope(OidcScopes.PROFILE)
                .clientSettings(ClientSettings.builder()
                        .requireProofKey(true)
                        .requireAuthorizationConsent(false)
                        .build())
                .tokenSettings(TokenSettings.builder()
                        .authorizationCodeTimeToLive(CODE_LIFE)
                        .accessTokenTimeToLive(TOKEN_LIFE)
                        .refreshTokenTimeToLive(REFRESH_LIFE)
                        .reuseRefreshTokens(false)
                        .build())
                .build();
    }
}

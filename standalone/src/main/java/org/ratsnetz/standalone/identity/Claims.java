package org.ratsnetz.standalone.identity;

import java.util.List;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/** What a token says: who, in which roles, for which councils. A machine is its client's name, a person their username. */
final class Claims implements OAuth2TokenCustomizer<JwtEncodingContext> {

    private final Clients clients;
    private final People people;

    Claims(Clients clients, People people) {
        this.clients = clients;
        this.people = people;
    }

    @Override
    public void customize(JwtEncodingContext context) {
        String client = context.getRegisteredClient().getClientId();
        if (AuthorizationGrantType.CLIENT_CREDENTIALS.equals(context.getAuthorizationGrantType())) {
            clients.find(client).ifPresent(machine -> {
                accessToken(context, client).subject(client);
                says(context.getClaims(), machine.roles(), machine.councils());
            });
            return;
        }
        Authentication principal = context.getPrincipal();
        Person person = Optional.ofNullable(principal)
                .flatMap(one -> people.find(one.getName()))
                .orElseThrow(() -> new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT));
        JwtClaimsSet.Builder claims = OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())
                ? accessToken(context, client)
                : context.getClaims().claim("preferred_username", person.username());
        says(claims.claim("name", person.name()), person.roles(), person.councils());
    }

    private static JwtClaimsSet.Builder accessToken(JwtEncodingContext context, String client) {
        context.getJwsHeader().type("at+jwt");
        return context.getClaims().audience(List.of(IdentityProvider.AUDIENCE)).claim("client_id", client);
    }

    private static void says(JwtClaimsSet.Builder claims, List<String> roles, List<String> councils) {
        claims.claim("roles", roles).claim("councils", councils);
    }
}

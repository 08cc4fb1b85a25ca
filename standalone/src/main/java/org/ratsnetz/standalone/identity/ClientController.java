package org.ratsnetz.standalone.identity;

import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Creates, rotates and revokes clients. A secret is shown once, in the answer that made it. */
@RestController
@RequestMapping("/api/clients")
class ClientController {

    private static final String COUNCIL = "council";
    private static final Set<String> ROLES = Set.of(COUNCIL, "registrar", "office", "board", "auditor", "operator");
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{2,63}");
    private static final Pattern AGS = Pattern.compile("05\\d{6}");

    private final Clients clients;
    private final People people;

    ClientController(Clients clients, People people) {
        this.clients = clients;
        this.people = people;
    }

    record NewClient(
            @Nullable String id,
            @Nullable List<String> roles,
            @Nullable List<String> councils) {}

    record ClientView(
            String id, List<String> roles, List<String> councils, String state, Instant createdAt, String createdBy) {}

    record ClientList(List<ClientView> items) {}

    record ClientSecret(String id, String secret, List<String> roles, List<String> councils) {}

    @GetMapping
    ClientList list(Authentication caller) {
        return new ClientList(clients.all().stream()
                .filter(client -> manages(caller, client.roles()))
                .map(ClientController::view)
                .toList());
    }

    @GetMapping("/{id}")
    ClientView get(@PathVariable String id, Authentication caller) {
        return view(managed(id, caller));
    }

    @PostMapping
    ResponseEntity<ClientSecret> create(@RequestBody NewClient request, Authentication caller) {
        Clients.Wanted wanted = valid(request);
        checkManages(caller, wanted.roles());
        if (wanted.id().equals(GatewayClient.ID) || people.find(wanted.id()).isPresent()) {
            throw new Refusal(HttpStatus.CONFLICT, "client.exists"); // two callers would be one to the services
        }
        String secret = Secrets.fresh();
        return clients.create(wanted, secret, caller.getName())
                .map(client -> ResponseEntity.created(URI.create("/api/clients/" + client.id()))
                        .cacheControl(CacheControl.noStore())
                        .body(shown(client, secret)))
                .orElseThrow(() -> new Refusal(HttpStatus.CONFLICT, "client.exists"));
    }

    @PostMapping("/{id}/secret")
    ResponseEntity<ClientSecret> rotate(@PathVariable String id, Authentication caller) {
        Client client = managed(id, caller);
        String secret = Secrets.fresh();
        if (!clients.rotate(id, secret)) {
            throw new Refusal(HttpStatus.CONFLICT, "client.revoked");
        }
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(shown(client, secret));
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> revoke(@PathVariable String id, Authentication caller) {
        managed(id, caller);
        clients.revoke(id);
        return ResponseEntity.noContent().build();
    }

    private Client managed(String id, Authentication caller) {
        Client client = clients.find(id).orElseThrow(() -> new Refusal(HttpStatus.NOT_FOUND, "client.unknown"));
        checkManages(caller, client.roles());
        return client;
    }

    private static void checkManages(Authentication caller, List<String> roles) {
        if (!manages(caller, roles)) {
            throw new Refusal(HttpStatus.FORBIDDEN, "forbidden.council-only");
        }
    }

    /** An operator manages all clients, a registrar those that are councils and nothing more. */
    private static boolean manages(Authentication caller, List<String> roles) {
        boolean operator = caller.getAuthorities().stream()
                .anyMatch(authority -> Objects.equals(authority.getAuthority(), "ROLE_operator"));
        return operator || roles.equals(List.of(COUNCIL));
    }

    private static Clients.Wanted valid(NewClient request) {
        String id = Objects.requireNonNullElse(request.id(), "");
        List<String> roles = Objects.requireNonNullElse(request.roles(), List.of());
        List<String> councils = Objects.requireNonNullElse(request.councils(), List.of());
        Map<String, String> errors = new HashMap<>();
        if (!ID.matcher(id).matches()) {
            errors.put("/id", "client.id");
        }
        if (roles.isEmpty() || !roles.stream().allMatch(role -> role != null && ROLES.contains(role))) {
            errors.put("/roles", "client.roles");
        }
        boolean valid = councils.stream()
                .allMatch(ags -> ags != null && AGS.matcher(ags).matches());
        if (!valid || councils.isEmpty() == roles.stream().anyMatch(COUNCIL::equals)) {
            errors.put("/councils", "client.councils");
        }
        if (!errors.isEmpty()) {
            throw new Refusal(HttpStatus.UNPROCESSABLE_CONTENT, "client.invalid", errors);
        }
        return new Clients.Wanted(id, List.copyOf(roles), List.copyOf(councils));
    }

    private static ClientView view(Client client) {
        String state = client.isRevoked() ? "revoked" : "active";
        return new ClientView(
                client.id(), client.roles(), client.councils(), state, client.createdAt(), client.createdBy());
    }

    private static ClientSecret shown(Client client, String secret) {
        return new ClientSecret(client.id(), secret, client.roles(), client.councils());
    }
}

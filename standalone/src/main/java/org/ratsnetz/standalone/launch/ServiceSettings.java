package org.ratsnetz.standalone.launch;

import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.ratsnetz.standalone.identity.GatewayClient;

/** The variables each service is started with: the names that production uses. */
final class ServiceSettings {

    static final String GATEWAY = "gateway";
    static final String NOTIFICATION = "notification-service";
    static final List<String> SERVICES = List.of("council-service", "board-service", NOTIFICATION, GATEWAY);
    static final String IDENTITY = "identity";

    private static final String MANAGEMENT = "-management";
    private static final String SERVICE = "-service";

    private final PortPlan ports;
    private final String issuer;
    private final String kafka;
    private final UnaryOperator<String> mongodb;
    private final GatewayClient gateway;

    /**
     * @param mongodb connection string of a database of the given name
     * @param gateway what the gateway is to the OpenID provider
     */
    ServiceSettings(PortPlan ports, String issuer, String kafka, UnaryOperator<String> mongodb, GatewayClient gateway) {
        this.ports = ports;
        this.issuer = issuer;
        this.kafka = kafka;
        this.mongodb = mongodb;
        this.gateway = gateway;
    }

    /** All names that need a port, whoever starts them. */
    static List<String> portNames() {
        return List.of(
                "mongod",
                "kafka",
                "kafka-controller",
                IDENTITY,
                "council-service",
                "council-service" + MANAGEMENT,
                "board-service",
                "board-service" + MANAGEMENT,
                NOTIFICATION,
                NOTIFICATION + MANAGEMENT,
                GATEWAY + MANAGEMENT,
                Outgoing.INBOX,
                Outgoing.SMTP,
                Outgoing.SMPP);
    }

    /** Base address of a service's management port. */
    URI management(String service) {
        return address(service + MANAGEMENT);
    }

    /** The same of all services, for {@code access.json}. */
    Map<String, String> management() {
        Map<String, String> addresses = new LinkedHashMap<>();
        SERVICES.forEach(service -> addresses.put(service, management(service).toString()));
        return addresses;
    }

    /** Its variables, to which more can be added. */
    Map<String, String> of(String service) {
        Map<String, String> variables = new HashMap<>(Map.of(
                "SERVER_ADDRESS", "127.0.0.1",
                "MANAGEMENT_SERVER_ADDRESS", "127.0.0.1",
                "MANAGEMENT_SERVER_PORT", port(service + MANAGEMENT),
                "SPRING_KAFKA_BOOTSTRAP_SERVERS", kafka,
                "SPRING_LIFECYCLE_TIMEOUT_PER_SHUTDOWN_PHASE", "2s",
                "SPRING_MAIN_BANNER_MODE", "off",
                "RATSNETZ_SECURITY_ISSUER", issuer,
                "RATSNETZ_SECURITY_JWKS", address(IDENTITY) + "/oauth2/jwks",
                "RATSNETZ_TOPICS_REPLICATION", "1"));
        // nobody collects traces and metrics of this machine
        variables.put("MANAGEMENT_OTLP_METRICS_EXPORT_ENABLED", "false");
        variables.putAll(service.equals(GATEWAY) ? gateway() : own(service));
        return variables;
    }

    private Map<String, String> own(String service) {
        return Map.of(
                "SERVER_PORT", port(service),
                "SPRING_MONGODB_URI", mongodb.apply(service.replace(SERVICE, "")));
    }

    private Map<String, String> gateway() {
        return Map.of(
                "SERVER_PORT", String.valueOf(URI.create(issuer).getPort()),
                "RATSNETZ_GATEWAY_COUNCIL", address("council-service").toString(),
                "RATSNETZ_GATEWAY_BOARD", address("board-service").toString(),
                "RATSNETZ_GATEWAY_NOTIFICATION", address(NOTIFICATION).toString(),
                "RATSNETZ_GATEWAY_IDENTITY", address(IDENTITY).toString(),
                "RATSNETZ_GATEWAY_SESSION_CLIENT_ID", GatewayClient.ID,
                "RATSNETZ_GATEWAY_SESSION_CLIENT_SECRET", gateway.secret(),
                "RATSNETZ_GATEWAY_SESSION_ADDRESS", issuer,
                "RATSNETZ_GATEWAY_DEMO", "true");
    }

    private URI address(String name) {
        return URI.create("http://127.0.0.1:" + port(name));
    }

    private String port(String name) {
        return Integer.toString(ports.of(name));
    }
}

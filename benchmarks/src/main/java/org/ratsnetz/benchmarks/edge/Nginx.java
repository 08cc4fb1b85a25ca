package org.ratsnetz.benchmarks.edge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.ratsnetz.benchmarks.measure.Http;
import org.ratsnetz.benchmarks.measure.Stage;
import org.ratsnetz.parts.Ports;

/** Debian's nginx in a folder of its own: as what stands behind the gateways, and as one of them. */
final class Nginx {

    private static final Path PROGRAM = Path.of("/usr/sbin/nginx");

    private Nginx() {}

    /** Answers everything below {@code /api} with 1 KB. @return its port */
    static int backend(Stage stage) throws IOException, InterruptedException {
        return start(stage, "backend", 1, port -> """
                server {
                    listen 127.0.0.1:%d backlog=4096;
                    keepalive_requests 1000000000;
                    client_body_in_single_buffer on;
                    location / { default_type application/json; return 200 '%s'; }
                }
                """.formatted(port, "{\"filling\":\"" + "x".repeat(1_010) + "\"}"));
    }

    /**
     * Passes everything on.
     *
     * @param streams port of the live stream
     * @return its port
     */
    static int proxy(Stage stage, int backend, int streams) throws IOException, InterruptedException {
        return start(stage, "proxy", 2, port -> """
                upstream backend { server 127.0.0.1:%d; keepalive 128; keepalive_requests 1000000000; }
                server {
                    listen 127.0.0.1:%d backlog=4096;
                    keepalive_requests 1000000000;
                    proxy_http_version 1.1;
                    proxy_set_header Connection "";
                    location / { proxy_pass http://backend; }
                    location /api/federation/stream { proxy_pass http://127.0.0.1:%d; proxy_buffering off; proxy_read_timeout 1h; }
                }
                """.formatted(backend, port, streams));
    }

    private interface Server {
        String block(int port);
    }

    private static int start(Stage stage, String name, int workers, Server server)
            throws IOException, InterruptedException {
        int port = Ports.free();
        Path folder = Files.createDirectories(stage.folder().resolve("nginx-" + name));
        Path config = folder.resolve("nginx.conf");
        Files.writeString(config, """
                daemon off;
                worker_processes %d;
                worker_rlimit_nofile 15000;
                pid %2$s/nginx.pid;
                error_log %2$s/error.log warn;
                events { worker_connections 6000; }
                http {
                    access_log off;
                    client_body_temp_path %2$s/body;
                    proxy_temp_path %2$s/proxy;
                    fastcgi_temp_path %2$s/fastcgi;
                    uwsgi_temp_path %2$s/uwsgi;
                    scgi_temp_path %2$s/scgi;
                    %3$s
                }
                """.formatted(workers, folder, server.block(port)));
        stage.program(
                "bench-nginx-" + name,
                List.of(PROGRAM.toString(), "-p", folder.toString(), "-c", config.toString()),
                Map.of());
        Http.await("http://127.0.0.1:" + port + "/api/councils", 200, Duration.ofSeconds(10));
        return port;
    }
}

package org.ratsnetz.benchmarks.edge;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** GETs at a fixed rate over kept connections, each a thread; an answer's time counts from when its turn was. */
final class Paced {

    private static final int CONNECTIONS = 32;

    private final Histogram micros =
            new ConcurrentHistogram(Duration.ofMinutes(1).toNanos() / 1000, 3);
    private final LongAdder done = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final int port;
    private final byte[] request;

    Paced(int port, String path, String token) {
        this.port = port;
        this.request = "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAuthorization: Bearer %s\r\n\r\n"
                .formatted(path, port, token)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** @return {@code pacedPerSecond}, {@code pacedP50ms}, {@code pacedP99ms} */
    Map<String, Double> run(double perSecond, Duration time) throws InterruptedException, IOException {
        long begin = System.nanoTime() + Duration.ofMillis(200).toNanos();
        double apart = 1e9 * CONNECTIONS / perSecond;
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            double first = begin + apart * i / CONNECTIONS;
            threads.add(Thread.ofPlatform().start(() -> connection(first, apart, begin + time.toNanos())));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        if (failed.sum() > 0) {
            throw new IOException(failed.sum() + " connections failed");
        }
        return Map.of(
                "pacedPerSecond",
                done.sum() / (time.toNanos() / 1e9),
                "pacedP50ms",
                micros.getValueAtPercentile(50) / 1000.0,
                "pacedP99ms",
                micros.getValueAtPercentile(99) / 1000.0);
    }

    private void connection(double first, double apart, long end) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            InputStream in = new BufferedInputStream(socket.getInputStream(), 8192);
            for (double turn = first; turn < end; turn += apart) {
                for (long left = (long) turn - System.nanoTime(); left > 0; left = (long) turn - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                out.write(request);
                answer(in);
                micros.recordValue((System.nanoTime() - (long) turn) / 1000);
                done.increment();
            }
        } catch (IOException e) {
            failed.increment();
        }
    }

    private static void answer(InputStream in) throws IOException {
        String status = line(in);
        if (!status.contains(" 200 ")) {
            throw new IOException(status);
        }
        long length = 0;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Long.parseLong(line.substring(15).strip());
            }
        }
        in.skipNBytes(length);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("closed");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}

package org.ratsnetz.platform.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import org.ratsnetz.platform.fault.FailPoint;

/** How a process of the lab is spoken to: lines over a connection, each answered by a line. */
public final class Door {

    /** How a process is told what shall go wrong from now on. */
    static final String SET = "set ";

    /** All that can be told so. */
    private static final List<String> PROPERTIES =
            List.of("fail.at", "fail.skip", "lab.expire", "lab.swallow", "lab.skip", "lab.seed");

    private Door() {}

    /** Opens the door, says on standard output where it is, and answers until the process ends. */
    public static void open(UnaryOperator<String> answers) throws IOException {
        try (ServerSocket door = new ServerSocket(0, 200, InetAddress.getLoopbackAddress())) {
            System.out.println(Role.PORT + door.getLocalPort());
            while (true) {
                Socket guest = door.accept();
                Thread.ofVirtual().start(() -> serve(guest, answers));
            }
        }
    }

    /** Exactly these, and none of before. */
    private static String set(String settings) {
        PROPERTIES.forEach(System::clearProperty);
        for (String setting : settings.split(" ", -1)) {
            int equals = setting.indexOf('=');
            if (equals > 0) {
                System.setProperty(setting.substring(0, equals), setting.substring(equals + 1));
            }
        }
        FailPoint.arm();
        return "set";
    }

    private static void serve(Socket guest, UnaryOperator<String> answers) {
        try (guest;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(guest.getInputStream(), StandardCharsets.UTF_8));
                OutputStream out = guest.getOutputStream()) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String answer = line.startsWith(SET) ? set(line.substring(SET.length())) : answers.apply(line);
                out.write((answer + '\n').getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            // the guest has left
        }
    }
}

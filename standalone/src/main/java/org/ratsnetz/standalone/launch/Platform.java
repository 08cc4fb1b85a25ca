package org.ratsnetz.standalone.launch;

import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.ratsnetz.parts.ChildPart;
import org.ratsnetz.parts.KafkaBroker;
import org.ratsnetz.parts.Mongod;
import org.ratsnetz.parts.MongodProgram;
import org.ratsnetz.parts.Output;
import org.ratsnetz.parts.PartFailed;
import org.ratsnetz.parts.Ports;
import org.ratsnetz.standalone.data.CannotStart;
import org.ratsnetz.standalone.data.DataFolder;
import org.ratsnetz.standalone.data.LocalSecrets;
import org.ratsnetz.standalone.demo.Demo;
import org.ratsnetz.standalone.identity.Clients;
import org.ratsnetz.standalone.identity.GatewayClient;
import org.ratsnetz.standalone.identity.IdentityProvider;
import org.ratsnetz.standalone.identity.People;
import org.ratsnetz.standalone.identity.SigningKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole platform on one data folder. */
public final class Platform {

    private static final Logger log = LoggerFactory.getLogger(Platform.class);

    private final Settings settings;
    private final Console console;
    private final InstantSource clock = Clock.systemUTC();
    private final DataFolder data;
    private final Path logs;
    private final Leftovers leftovers;
    private final PortPlan ports;
    private final Outgoing outgoing;
    private final Clients clients;
    private final People people;
    private final GatewayClient gateway;
    private final List<Supervisor> services = new ArrayList<>();
    private final List<Supervisor> stores = new ArrayList<>();
    private final List<ServiceProcess> processes = new ArrayList<>();
    private final ExecutorService starters = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Thread> background = new ArrayList<>();
    private volatile @Nullable ConfigurableApplicationContext identity;
    private volatile boolean stopping;

    /**
     * Takes the data folder, ends what an earlier run left, and checks the ports; starts nothing yet.
     *
     * @throws CannotStart with one line for the one who starts
     */
    public Platform(Settings settings, PrintStream out) {
        this.settings = settings;
        this.console = new Console(out);
        this.data = DataFolder.own(settings.data());
        this.logs = data.folder("logs");
        console.say("progress.starting", data.path());
        this.leftovers = new Leftovers(data.resolve("processes.json"), data.path());
        leftovers.end().forEach(left -> console.say("progress.leftover", left.name(), left.pid()));
        this.ports = PortPlan.in(data.resolve("ports.json"), ServiceSettings.portNames());
        ports.checkFree();
        if (!Ports.isFree(settings.port())) {
            throw new CannotStart("port.gateway", settings.port());
        }
        this.outgoing = new Outgoing(settings.environment(), ports, new LocalSecrets(data.resolve("secrets.json")));
        this.clients = new Clients(data.resolve("clients.json"), clock);
        clients.ensure(DemoClients.wanted());
        this.people = new People(data.resolve("people.json"), DemoPeople.wanted());
        this.gateway = GatewayClient.at(settings.address());
    }

    /**
     * Starts everything at once and returns when the platform serves.
     *
     * @throws CannotStart with one line for the one who starts
     */
    public void start() {
        outgoing.start();
        KafkaBroker kafka = kafka();
        UnaryOperator<String> mongodb = mongodb();
        ServiceSettings variables =
                new ServiceSettings(ports, settings.address(), kafka.bootstrapServers(), mongodb, gateway);
        List<CompletableFuture<?>> starts = new ArrayList<>();
        stores.forEach(store -> starts.add(started(store)));
        ServiceSettings.SERVICES.forEach(service -> starts.add(inBackground(() -> service(service, variables))));
        SigningKeys keys = SigningKeys.in(data.resolve("keys.json"));
        identity = IdentityProvider.start(
                ports.of(ServiceSettings.IDENTITY),
                settings.address(),
                clients,
                people,
                gateway,
                keys,
                logs.resolve("launcher.log"));
        AccessFile access = new AccessFile(data.resolve("access.json"), clients, people, outgoing.inbox());
        Runnable rewrite = () ->
                access.write(settings.address(), kafka.bootstrapServers(), mongodb.apply(""), variables.management());
        clients.onChange(rewrite);
        rewrite.run();
        await(starts);
        demo();
        console.showWarnings(true);
        outgoing.inbox().ifPresent(inbox -> console.say("progress.inbox", inbox));
        console.say("progress.page", settings.address() + "/");
        train(mongodb);
    }

    private KafkaBroker kafka() {
        LogFile file = logFile("kafka");
        KafkaBroker kafka = new KafkaBroker(
                settings.root(),
                data.resolve("kafka"),
                ports.of("kafka"),
                ports.of("kafka-controller"),
                List.of(),
                lines(file));
        stores.add(supervisor("kafka", kafka, file));
        return kafka;
    }

    private UnaryOperator<String> mongodb() {
        if (settings.mongodbUri().isPresent()) {
            return new MongodbUri(settings.mongodbUri().get())::database;
        }
        LogFile file = logFile("mongod");
        Mongod mongod = new Mongod(program(), data.resolve("mongod"), ports.of("mongod"), lines(file));
        stores.add(supervisor("mongod", mongod, file));
        return mongod::uri;
    }

    private MongodProgram program() {
        try {
            return MongodProgram.find(settings.environment());
        } catch (PartFailed e) {
            String named = settings.environment().getOrDefault("MONGOD", "");
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw (named.isBlank()
                            ? new CannotStart("mongod.missing", String.valueOf(cause.getMessage()))
                            : new CannotStart("mongod.no-program", named))
                    .because(e);
        }
    }

    private void service(String name, ServiceSettings variables) {
        LogFile file = logFile(name);
        Map<String, String> environment = variables.of(name);
        if (name.equals(ServiceSettings.NOTIFICATION)) {
            environment.putAll(outgoing.variables(settings.address()));
        }
        ServiceProcess process = new ServiceProcess(
                name,
                Program.of(settings.root(), name),
                environment,
                data.path(),
                variables.management(name),
                lines(file));
        Supervisor supervisor = supervisor(name, process, file);
        synchronized (services) {
            services.add(supervisor);
            processes.add(process);
        }
        supervisor.start();
    }

    private Supervisor supervisor(String name, ChildPart part, LogFile file) {
        part.onLaunch(child -> leftovers.remember(name, child));
        return new Supervisor(name, part, file, console);
    }

    private LogFile logFile(String name) {
        return new LogFile(name, logs.resolve(name + ".log"), console, clock);
    }

    private static Output lines(LogFile file) {
        return new Output.ToLines(file.file().toString(), file::line);
    }

    private CompletableFuture<?> started(Supervisor supervisor) {
        return inBackground(supervisor::start);
    }

    private CompletableFuture<?> inBackground(Runnable work) {
        return CompletableFuture.runAsync(work, starters);
    }

    /** Waits for all, but no longer than until the first fails. */
    private static void await(List<CompletableFuture<?>> starts) {
        CompletableFuture<Void> failure = new CompletableFuture<>();
        CompletableFuture<?>[] watched = starts.stream()
                .map(start -> start.whenComplete((done, thrown) -> {
                    if (thrown != null) {
                        failure.completeExceptionally(thrown);
                    }
                }))
                .toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.anyOf(CompletableFuture.allOf(watched), failure).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof CannotStart reason) {
                throw reason;
            }
            throw e;
        }
    }

    private void demo() {
        TokenSource tokens = new TokenSource(URI.create(settings.address() + "/oauth2/token"), clients, clock);
        Demo demo = new Demo(URI.create(settings.address()), tokens);
        console.say("progress.demo");
        try {
            demo.load();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        } catch (RuntimeException e) {
            log.warn("The demo data were not loaded", e);
            console.say("progress.demo-failed", String.valueOf(e.getMessage()));
            return;
        }
        if (settings.day()) {
            keepDoing("day", demo::day);
        }
    }

    private void train(UnaryOperator<String> mongodb) {
        if (settings.training() && settings.mongodbUri().isEmpty()) {
            keepDoing("training", new Training(processes, mongodb, logs)::run);
        }
    }

    /** Work that goes on until it ends by itself or the platform stops. */
    private interface Work {
        void run() throws InterruptedException;
    }

    private void keepDoing(String name, Work work) {
        background.add(Thread.ofVirtual().name(name).start(() -> {
            try {
                work.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                log.warn("{} ended", name, e);
            }
        }));
    }

    /**
     * Stops everything in good order, within ten seconds: first the door, so that nothing new comes in while what is in is served to
     * its end; then who serves; then what they write to.
     */
    public void stop() {
        if (stopping) {
            return;
        }
        stopping = true;
        console.showWarnings(false);
        console.say("progress.stopping");
        background.forEach(Thread::interrupt);
        stopAll(services(ServiceSettings.GATEWAY::equals));
        stopAll(services(name -> !name.equals(ServiceSettings.GATEWAY)));
        stopAll(stores);
        outgoing.close();
        ConfigurableApplicationContext provider = identity;
        if (provider != null) {
            provider.close();
        }
        data.close();
        console.say("progress.stopped");
    }

    private List<Supervisor> services(Predicate<String> name) {
        synchronized (services) {
            return services.stream()
                    .filter(service -> name.test(service.name()))
                    .toList();
        }
    }

    private void stopAll(List<Supervisor> supervisors) {
        CompletableFuture.allOf(supervisors.stream()
                        .map(supervisor -> inBackground(supervisor::stop))
                        .toArray(CompletableFuture[]::new))
                .join();
    }
}

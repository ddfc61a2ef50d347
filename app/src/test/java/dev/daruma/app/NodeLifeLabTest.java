package dev.daruma.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.app.Launcher.Answer;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Nodes that come and go on one real site: drained, added beside a dead one, removed, the first
 * control plane replaced without its ever answering again; and a router outside the cluster that is
 * told of all this. Needs root and the bundle.
 */
@Tag("lab")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NodeLifeLabTest {
  private static final Path MODULE = Launcher.script().resolveSibling("app");
  private static final Path FILES = MODULE.resolve("src").resolve("test").resolve("lab");
  private static final Path FOLDER = MODULE.resolve("target").resolve("node-life");
  private static final Path ALL = FOLDER.resolve("all.yaml");
  private static final Path SITE = FOLDER.resolve("site.yaml");
  private static final Launcher LAB = new Launcher(ALL);
  private static final Launcher DARUMA = new Launcher(SITE);

  private static final LabRegistries REGISTRIES =
      new LabRegistries(
          LAB,
          Path.of(System.getProperty("user.home"), ".cache/daruma/bundles/kubernetes-1.20.2.tar"),
          FOLDER,
          "router",
          "10.213.43.254");

  private static final String AGNHOST = "$(crictl images | grep -o -m 1 \"[^ ]*/agnhost:[^ ]*\")";

  private static final String STARTS =
      "systemctl show -p ActiveEnterTimestampMonotonic kubelet containerd bird keepalived"
          + " daruma-pod-masquerade ssh";

  @BeforeAll
  static void clusterIsThere() throws Exception {
    Files.createDirectories(FOLDER);
    Files.copy(FILES.resolve("nodes.yaml"), ALL, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    REGISTRIES.writeFiles();
    assertThat(LAB.run("lab", "down").exitCode()).isZero();
    assertThat(LAB.run("lab", "up").exitCode()).isZero();
    REGISTRIES.start();
    siteWithout("four", "work3");
    Answer answer = DARUMA.run("apply");
    assertThat(answer.exitCode()).as(answer.output()).isZero();
    assertThat(answer.output())
        .contains("the router 10.213.43.254 does not speak to work", "it has to know 10.213.43.21")
        .contains("asking the registries 10.213.43.254:5000, 10.213.43.254:5001")
        .doesNotContain("does not answer", "Sesame");
  }

  @AfterAll
  static void labIsDown() {
    LAB.run("lab", "down");
  }

  /** Edits the site file: all hosts but these, and the router is somebody else's. */
  private static void siteWithout(String... names) throws IOException {
    Files.writeString(
        SITE,
        Files.readAllLines(ALL).stream()
            .filter(
                line ->
                    Stream.concat(Stream.of("router"), Arrays.stream(names))
                        .noneMatch(name -> line.startsWith("  " + name + ":")))
            .collect(Collectors.joining("\n", "", "\n"))
            .replace(
                "  endpoint: {address: 10.213.43.10}",
                "  endpoint: {address: 10.213.43.10}\n"
                    + "  network: {peers: [{address: 10.213.43.254, autonomousSystem: 64513}]}"));
  }

  private static void edit(String from, String to) throws IOException {
    for (Path file : List.of(ALL, SITE)) {
      Files.writeString(file, Files.readString(file).replace(from, to));
    }
  }

  /** Runs a shell command as root on a host, and gives what it printed. */
  private static String on(String host, String command) {
    return LAB.asRoot(host, command);
  }

  /** Waits for a minute at most. */
  private static void until(String host, String condition) {
    String _ = on(host, "timeout 60 sh -c \"until " + condition + "; do sleep 1; done\"");
  }

  /** The router has no way over that host within so many seconds. */
  private static void forgets(String address, int seconds) {
    String _ =
        on(
            "router",
            "timeout "
                + seconds
                + " sh -c \"while ip route show proto bird | grep -F \\\" "
                + address
                + " \\\"; do sleep 0.2; done\"");
  }

  private static String kubectl(String host, String arguments) {
    return on(host, "kubectl --kubeconfig /etc/kubernetes/admin.conf " + arguments);
  }

  /** The last line of what was printed. */
  private static String last(String output) {
    return output.strip().lines().reduce((first, last) -> last).orElseThrow();
  }

  private static Answer does(String... arguments) {
    Answer answer = DARUMA.run(arguments);
    assertThat(answer.exitCode()).as(answer.output()).isZero();
    return answer;
  }

  private static void refuses(List<String> command, String... words) {
    Answer answer = DARUMA.run(command.toArray(String[]::new));
    assertThat(answer.exitCode()).as(answer.output()).isEqualTo(ExitCode.REFUSED);
    assertThat(answer.output()).contains(words).contains("cause: ", "remedy: ");
  }

  @Test
  @Order(1)
  void aSecondApplyChangesNothing() {
    assertThat(does("apply").output()).contains("0 changes");
  }

  @Test
  @Order(1)
  void kubectlOfTheSitesVersionIsAtHandHere() {
    assertThat(does("kubectl", "--", "version", "--short").output())
        .contains("Client Version: v1.20.2", "Server Version: v1.20.2");
    assertThat(does("kubectl", "--", "get", "nodes", "--output", "name").output())
        .contains("node/one", "node/work2");
  }

  @Test
  @Order(2)
  void aRouterOutsideTheClusterLearnsTheWaysToPodsAndServices() throws Exception {
    Path packages = FOLDER.resolve("bird.tar");
    LAB.asRoot(
        "one",
        "cd /var/lib/daruma/bundle/*/apt && tar -c bird2_* libreadline8_* readline-common_* libssh-gcrypt-4_*",
        Redirect.from(Path.of("/dev/null").toFile()),
        Redirect.to(packages.toFile()));
    LAB.asRoot(
        "router",
        "mkdir /root/bird && cd /root/bird && tar -x && dpkg -i *.deb",
        Redirect.from(packages.toFile()),
        Redirect.INHERIT);
    LAB.asRoot(
        "router",
        "cat >/etc/bird/bird.conf && systemctl restart bird",
        Redirect.from(FILES.resolve("router.conf").toFile()),
        Redirect.INHERIT);
    until("router", "test \\$(birdc show protocols | grep -c Established) = 5");
    String routes = on("router", "ip route show proto bird");
    assertThat(routes).contains("10.96.0.0/12 via 10.213.43.");
    Map.of("one", 11, "two", 12, "three", 13, "work", 21, "work2", 22)
        .forEach(
            (node, number) ->
                assertThat(routes)
                    .contains(
                        last(kubectl("one", "get node " + node + " -o jsonpath={.spec.podCIDR}"))
                            + " via 10.213.43."
                            + number));

    kubectl("one", "create deployment reached --image " + AGNHOST + " -- /agnhost netexec");
    kubectl("one", "expose deployment reached --port 8080");
    kubectl("one", "rollout status deployment reached --timeout 120s");
    for (String address :
        List.of(
            last(kubectl("one", "get pods -l app=reached -o jsonpath={.items[0].status.podIP}")),
            last(kubectl("one", "get service reached -o jsonpath={.spec.clusterIP}")))) {
      assertThat(
              on(
                  "router",
                  "timeout 10 bash -c \"exec 3<>/dev/tcp/"
                      + address
                      + "/8080; echo GET /hostname HTTP/1.0 >&3; echo >&3; cat <&3\""))
          .contains("200 OK", "reached-");
    }
    kubectl("one", "delete service,deployment reached");
  }

  @Test
  @Order(3)
  void registriesOfTheSitesOwnGiveImagesToBothRuntimesOrAreNamed() throws Exception {
    REGISTRIES.take("one", "given:1");
    for (String node : List.of("work", "work2")) {
      for (String registry : List.of(REGISTRIES.plain(), REGISTRIES.secured())) {
        kubectl(
            "one",
            "run "
                + node
                + "-from-"
                + registry.replaceAll(".*:", "")
                + " --image "
                + registry
                + "/given:1 --labels given=1 --restart Never --overrides \"{\\\"spec\\\": {\\\"nodeName\\\": \\\""
                + node
                + "\\\"}}\" -- pause");
      }
    }
    kubectl("one", "wait --for condition=Ready pods --selector given=1 --timeout 120s");
    assertThat(on("work", "crictl images")).contains("10.213.43.254:5001/given");
    assertThat(on("work2", "docker images")).contains("10.213.43.254:5001/given");
    kubectl("one", "delete pods --selector given=1 --grace-period 1");

    String authority = "/etc/containerd/certs.d/" + REGISTRIES.secured() + "/ca.crt";
    on("work", "cp " + authority + " /root/kept && cp /etc/kubernetes/pki/ca.crt " + authority);
    Answer answer = DARUMA.run("verify");
    on("work", "mv /root/kept " + authority);
    assertThat(answer.exitCode()).as(answer.output()).isEqualTo(ExitCode.FAILED);
    assertThat(answer.output())
        .contains("work", "ask the registry 10.213.43.254:5001", "its certificate is not believed")
        .contains("authority: FILE")
        .doesNotContain("Sesame");
  }

  @Test
  @Order(4)
  void labelsAndTaintsFollowTheFile() throws IOException {
    assertThat(kubectl("one", "get node work --show-labels"))
        .contains("disk=ssd", "node-role.kubernetes.io/worker=");
    edit("labels: {disk: ssd}", "labels: {rack: b}, taints: [rack=b:PreferNoSchedule]");
    assertThat(does("plan", "--only", "node").output())
        .contains("label rack=b", "label disk is taken away", "taint rack=b:PreferNoSchedule");
    does("apply", "--only", "node");
    assertThat(kubectl("one", "get node work -o jsonpath={.metadata.labels}{.spec.taints}"))
        .contains("\"rack\":\"b\"", "PreferNoSchedule")
        .doesNotContain("\"disk\"");
    edit("labels: {rack: b}, taints: [rack=b:PreferNoSchedule]", "labels: {disk: ssd}");
    does("apply", "--only", "node");
    assertThat(does("plan").output()).contains("0 changes");
  }

  @Test
  @Order(5)
  void aDrainHonoursABudgetAndSaysWhichHoldsIt() {
    kubectl("one", "create deployment web --image " + AGNHOST + " -- /agnhost pause");
    kubectl("one", "create poddisruptionbudget web --selector app=web --min-available 1");
    kubectl("one", "rollout status deployment web --timeout 120s");
    String node = last(kubectl("one", "get pods -l app=web -o jsonpath={.items[0].spec.nodeName}"));
    Answer held = DARUMA.run("node", "drain", node, "--limit", "5");
    assertThat(held.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(held.output()).contains("default/web-", "disruption budget");
    kubectl("one", "delete poddisruptionbudget web");
    does("node", "drain", node);
    assertThat(
            kubectl("one", "get pods -l app=web -o jsonpath={.items[*].spec.nodeName}")
                .split("\\s+"))
        .isNotEmpty()
        .doesNotContain(node);
    does("node", "undrain", node);
    kubectl("one", "delete deployment web");
  }

  @Test
  @Order(6)
  void theEndpointsAddressLeavesAControlPlaneThatIsDrained() {
    String holder =
        List.of("one", "two", "three").stream()
            .filter(host -> on(host, "ip -o address show").contains("10.213.43.10/"))
            .findFirst()
            .orElseThrow();
    does("node", "drain", holder);
    assertThat(on(holder, "ip -o address show")).doesNotContain("10.213.43.10/");
    does("node", "undrain", holder);
  }

  @Test
  @Order(7)
  void addingAWorkerBesideADeadOneRestartsNothingOnOthers() throws IOException {
    List<String> others = List.of("one", "two", "three", "work");
    List<String> before = others.stream().map(host -> on(host, STARTS)).toList();
    assertThat(LAB.run("lab", "power-off", "work2").exitCode()).isZero();
    // The router hears nothing of it for nine seconds.
    forgets("10.213.43.22", 12);
    siteWithout("four");
    // The cluster takes a while to notice; the next test wants it noticed.
    kubectl("one", "wait --for condition=Ready=Unknown node/work2 --timeout 120s");
    Answer added = does("node", "add", "work3");
    assertThat(added.output()).contains("work2 did not answer and was not touched");
    assertThat(others.stream().map(host -> on(host, STARTS)).toList()).isEqualTo(before);
    assertThat(kubectl("one", "get node work3")).contains(" Ready ");
    // BIRD's sessions come up by themselves a few seconds after the node is ready.
    until("one", "ip route show proto bird | grep 10.213.43.23");
  }

  @Test
  @Order(8)
  void aDeadWorkerIsRemovedWithoutBeingTouched() throws IOException {
    assertThat(does("node", "remove", "work2").output()).contains("delete the entry of work2");
    assertThat(kubectl("one", "get nodes")).doesNotContain("work2");
    siteWithout("four", "work2");
    assertThat(does("apply").output()).contains("is as declared and verified");
  }

  @Test
  @Order(9)
  void theFirstControlPlaneIsReplacedWithoutEverAnswering() throws IOException {
    assertThat(LAB.run("lab", "power-off", "one").exitCode()).isZero();
    siteWithout("work2");
    until("two", "kubectl --kubeconfig /etc/kubernetes/admin.conf get --raw /readyz");
    refuses(
        List.of("node", "remove", "two"),
        "etcd has 3 members and needs 2; one is away",
        "bring one back first, or replace it");
    refuses(List.of("node", "add", "four"), "etcd has 3 members and would need 3 of 4");
    // Until the cluster has noticed, a host that cannot be reached is taken for alive.
    kubectl("two", "wait --for condition=Ready=Unknown node/one --timeout 120s");
    does("node", "replace", "one", "four");
    siteWithout("one", "work2");
    assertThat(does("apply").output()).contains("is as declared and verified");
    does("kubeconfig");
    assertThat(kubectl("two", "get nodes")).contains("four").doesNotContain("one ");
    assertThat(
            on(
                "two",
                "curl -fsS --cacert /etc/kubernetes/pki/etcd/ca.crt --cert"
                    + " /etc/kubernetes/pki/etcd/healthcheck-client.crt --key"
                    + " /etc/kubernetes/pki/etcd/healthcheck-client.key -X POST -d {}"
                    + " https://127.0.0.1:2379/v3/cluster/member/list"))
        .contains("\"name\":\"two\"", "\"name\":\"three\"", "\"name\":\"four\"")
        .doesNotContain("\"name\":\"one\"");
    does("node", "drain", "work");
    does("node", "undrain", "work");
  }

  @Test
  @Order(10)
  void whatTheClusterCannotLoseIsRefused() throws IOException {
    refuses(
        List.of("node", "remove", "two"), "etcd has 3 members and needs 2", "none more may fail");

    siteWithout("one", "work2", "two", "three");
    refuses(List.of("apply"), "apply the edited site file", "etcd has 3 members");
    Answer wrongName = DARUMA.run("apply", "--force-unsafe", "other");
    assertThat(wrongName.exitCode()).isEqualTo(ExitCode.USAGE);
    siteWithout("one", "work2");
  }

  @Test
  @Order(11)
  void whatLeavesTheFileLeavesTheCluster() throws IOException {
    siteWithout("one", "work2", "work3");
    assertThat(does("plan").output()).contains("the cluster has it, the site file does not");
    assertThat(on("router", "ip route show proto bird")).contains(" via 10.213.43.23");
    does("apply");
    forgets("10.213.43.23", 10);
    assertThat(kubectl("two", "get nodes")).doesNotContain("work3");
    assertThat(on("work3", "ls /etc/kubernetes 2>/dev/null || true"))
        .doesNotContain("kubelet.conf");
    assertThat(does("apply").output()).contains("0 changes");
  }
}

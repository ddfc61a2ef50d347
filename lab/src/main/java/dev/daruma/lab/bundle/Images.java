package dev.daruma.lab.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Makes the images of {@link Image#all}. */
final class Images {
  /** Raised when the same definitions shall give other images. */
  private static final String REVISION = "2";

  private static final List<String> BASE_PACKAGES = List.of("iptables", "conntrack");
  private static final List<String> ETCD_PACKAGES = List.of("etcd-server", "etcd-client");

  private Images() {}

  /** The packages whose contents go into images, down to the C library. */
  static CachedFolder packages(Path work) {
    List<String> inputs = new ArrayList<>(BASE_PACKAGES);
    inputs.addAll(ETCD_PACKAGES);
    inputs.add(DebianArchive.CODENAME);
    return CachedFolder.of(work.resolve("image-packages-" + DebianArchive.CODENAME), inputs);
  }

  static void fetchPackages(DebianArchive archive, Path target) throws IOException {
    archive.downloadWhole(BASE_PACKAGES, target.resolve("base"));
    Path etcd = target.resolve("etcd");
    Files.createDirectories(etcd);
    // Only these two: all that they need is in the base, or is for running them as a service.
    for (String name : ETCD_PACKAGES) {
      archive.downloadOne(name, etcd);
    }
  }

  /** The version of etcd that was fetched, as upstream counts. */
  static String etcdVersion(Path packages) throws IOException {
    try (Stream<Path> files = Files.list(packages.resolve("etcd"))) {
      // etcd-server_3.4.23-4+b4_amd64.deb
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("etcd-server_"))
          .map(name -> name.split("_")[1].split("[-+~]")[0])
          .findAny()
          .orElseThrow();
    }
  }

  static CachedFolder folder(
      Path work, String kubernetes, List<Image> images, List<CachedFolder> made) {
    List<String> inputs = new ArrayList<>(List.of(REVISION, images.toString()));
    made.forEach(folder -> inputs.add(folder.inputs()));
    return CachedFolder.of(work.resolve("kubernetes-" + kubernetes + "-images"), inputs);
  }

  static void build(
      List<Image> images,
      Path binaries,
      Path packages,
      String architecture,
      Path target,
      Consumer<String> progress)
      throws IOException {
    Path layers = target.resolve("layers");
    Files.createDirectories(layers);
    Layer debian = debian(packages.resolve("base"), layers);
    ImageRoot etcd = ImageRoot.empty(layers.resolve("etcd-packages"));
    etcd.unpack(packages.resolve("etcd"));
    for (Image image : images) {
      progress.accept("packing image " + image.file().reference());
      ImageRoot root = ImageRoot.empty(layers.resolve(image.name()));
      for (Image.Program program : image.programs()) {
        Path built = binaries.resolve(program.binary());
        Path fromDebian = etcd.folder().resolve("usr/bin").resolve(program.binary());
        root.program(Files.exists(built) ? built : fromDebian, program.path().substring(1));
      }
      Layer own = Layer.pack(root.folder(), layers.resolve(image.name() + ".tar.gz"));
      List<Layer> stack =
          switch (image.base()) {
            case NOTHING -> List.of(own);
            case DEBIAN -> List.of(debian, own);
          };
      new OciImage(
              image.file().reference(), architecture, image.entrypoint(), image.command(), stack)
          .write(target.resolve(image.file().fileName()));
    }
    CachedFolder.delete(layers);
  }

  private static Layer debian(Path packages, Path layers) throws IOException {
    ImageRoot root = ImageRoot.empty(layers.resolve("debian"));
    root.unpack(packages);
    // Debian's package would do this through alternatives. nft, as on the hosts: rules of both
    // kinds side by side would each filter without knowing of the other.
    for (String family : List.of("iptables", "ip6tables")) {
      for (String end : List.of("", "-save", "-restore")) {
        root.link("usr/sbin/" + family + end, "xtables-nft-multi");
      }
    }
    return Layer.pack(root.folder(), layers.resolve("debian.tar.gz"));
  }
}

package dev.daruma.lab.bundle;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import dev.daruma.lab.bundle.Parts.PublishedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/** Images that registries have, as files of a bundle. */
record PulledImages(Parts parts, Path layers, Consumer<String> progress) {

  /**
   * @throws IOException when one cannot be had; the message says which and why
   */
  void pull(Path folder) throws IOException {
    for (PublishedImage image : parts.images()) {
      progress.accept("pulling " + image.from());
      try {
        pull(image, folder);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IOException("pulling %s was given up".formatted(image.from()), interrupted);
      } catch (InvalidImageReferenceException
          | CacheDirectoryCreationException
          | ExecutionException
          | RegistryException failure) {
        Throwable cause =
            failure instanceof ExecutionException && failure.getCause() != null
                ? failure.getCause()
                : failure;
        throw new IOException(
            "%s cannot be pulled: %s".formatted(image.from(), cause.getMessage()), failure);
      }
    }
  }

  private void pull(PublishedImage image, Path folder)
      throws InvalidImageReferenceException,
          CacheDirectoryCreationException,
          ExecutionException,
          InterruptedException,
          RegistryException,
          IOException {
    ImageFile file = image.file();
    RegistryImage from = RegistryImage.named(image.from());
    parts
        .login(image.registry())
        .ifPresent(login -> from.addCredential(login.user(), login.password()));
    Jib.from(from)
        .setPlatforms(Set.of(new Platform(parts.architecture(), "linux")))
        .containerize(
            Containerizer.to(TarImage.at(folder.resolve(file.fileName())).named(file.reference()))
                .setBaseImageLayersCache(layers)
                .setApplicationLayersCache(layers)
                .setAllowInsecureRegistries(parts.isInsecure(image.registry()))
                .setToolName("daruma"));
  }
}

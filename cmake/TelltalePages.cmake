# Man pages and completion scripts, written by the command itself from its own tree of subcommands, when it is installed:
# telltale_install_pages(TARGET). What cannot be run here (another architecture) installs without them.

include(GNUInstallDirs)

function(telltale_install_pages target)
  set(pages "${CMAKE_CURRENT_BINARY_DIR}/pages")
  install(CODE "
    set(command \"$<TARGET_FILE:${target}>\")
    set(pages \"${pages}\")
    file(REMOVE_RECURSE \"\${pages}\")
    file(MAKE_DIRECTORY \"\${pages}\")
    execute_process(COMMAND \"\${command}\" help --man-directory \"\${pages}/man1\" RESULT_VARIABLE failed)
    foreach(shell IN ITEMS bash zsh fish)
      if(NOT failed)
        execute_process(COMMAND \"\${command}\" completion \${shell} OUTPUT_FILE \"\${pages}/\${shell}\" RESULT_VARIABLE failed)
      endif()
    endforeach()
    if(failed)
      message(WARNING \"No man pages and completions: \${command} does not run here (\${failed})\")
      file(REMOVE_RECURSE \"\${pages}\")
      file(MAKE_DIRECTORY \"\${pages}\")
    endif()
  ")
  install(DIRECTORY "${pages}/man1/" DESTINATION "${CMAKE_INSTALL_MANDIR}/man1" OPTIONAL)
  install(FILES "${pages}/bash" DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions" RENAME telltale OPTIONAL)
  install(FILES "${pages}/zsh" DESTINATION "${CMAKE_INSTALL_DATADIR}/zsh/site-functions" RENAME _telltale OPTIONAL)
  install(FILES "${pages}/fish" DESTINATION "${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d" RENAME telltale.fish OPTIONAL)
endfunction()
